package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A pool of like children. S1 for pools, S3, S9 (it stops in the longest of their times), S10.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolTest {
    private final Rig rig = new Rig();

    /// A child that says its argument and its count at "?", and needs so many seconds to stop.
    private Props<String> job(String argument, int seconds) {
        if (argument.isEmpty()) throw new Rig.Boom("no argument");
        return Props.of(String.class, self -> {
            if (argument.equals("bad")) throw new Rig.Boom("bad start");
            try {
                for (int count = 0;;) switch (self.receive()) {
                    case "+" -> count++;
                    case "?" -> rig.say(argument + count);
                    case "end" -> {
                        return;
                    }
                    case String other -> throw new Rig.Boom(other);
                }
            } finally {
                if (seconds > 0) self.sleep(Rig.s(seconds));
                rig.say(argument + "$");
            }
        });
    }

    private ActorRef<PoolMessage<String, String>> spawn(Pool<String, String> pool) {
        return rig.system.spawn("pool", pool.props());
    }

    private Pool<String, String> jobs() {
        return Supervisor.pool((String argument) -> job(argument, 0));
    }

    private ActorRef<String> start(ActorRef<PoolMessage<String, String>> pool, String argument) {
        return rig.ask(pool, Pool.start(argument)).orThrow();
    }

    private Counts counts(ActorRef<PoolMessage<String, String>> pool) {
        rig.settle();
        return rig.ask(pool, Pool.count());
    }

    @Test
    @Tag("classpath")
    void startsAnyNumberWithArguments() {
        try (rig) {
            var pool = spawn(jobs());
            var a = start(pool, "a");
            var b = start(pool, "b");
            a.tell("+");
            a.tell("?");
            assertThat(rig.said()).isEqualTo("a1");
            b.tell("?");
            assertThat(rig.said()).isEqualTo("b0");
            assertThat(a.name()).startsWith("pool/$");
            assertThat(rig.ask(pool, Pool.children())).isEqualTo(List.of(a, b));
            assertThat(counts(pool)).isEqualTo(new Counts(2, 2, 0));
        }
    }

    @Test
    void restartsOneForOneWithItsArgument() {
        try (rig) {
            var pool = spawn(jobs());
            var a = start(pool, "a");
            var b = start(pool, "b");
            b.tell("+");
            for (String text : new String[] {"+", "boom", "?"}) a.tell(text);
            b.tell("?");
            assertThat(rig.said()).contains("a$").contains("a0").contains("b1");
            assertThat(rig.ask(pool, Pool.children())).containsExactlyInAnyOrder(a, b);
        }
    }

    @Test
    void theTypeDecidesWhoIsForgotten() {
        try (rig) {
            var pool = spawn(jobs().restart(RestartType.TRANSIENT));
            start(pool, "a").tell("end");
            assertThat(counts(pool)).isEqualTo(new Counts(0, 0, 0));
            ActorRef<String> b = start(pool, "b");
            rig.system.kill(b);
            rig.settle();
            assertThat(rig.ask(pool, Pool.children())).as("a new incarnation").hasSize(1).doesNotContain(b);
            rig.system.stop(
                    rig.<PoolMessage<String, String>, List<ActorRef<String>>>ask(pool, Pool.children()).getFirst());
            assertThat(counts(pool)).isEqualTo(new Counts(0, 0, 0));
        }
    }

    @Test
    void temporaryOnesAreNeverRestarted() {
        try (rig) {
            var pool = spawn(jobs().restart(RestartType.TEMPORARY));
            start(pool, "a").tell("boom");
            assertThat(counts(pool)).isEqualTo(new Counts(0, 0, 0));
        }
    }

    @Test
    void aStartThatFailsLeavesNothing() {
        try (rig) {
            var pool = spawn(jobs());
            for (String wrong : new String[] {"bad", ""}) {
                PoolAnswer.ToStart<String> answer = rig.ask(pool, Pool.start(wrong));
                assertThat(answer).isInstanceOf(PoolAnswer.StartFailed.class);
                assertThatThrownBy(answer::orThrow).isInstanceOf(IllegalStateException.class)
                        .hasCauseInstanceOf(Rig.Boom.class);
            }
            assertThat(counts(pool)).isEqualTo(new Counts(0, 0, 0));
            assertThat(rig.system.names()).containsExactly("pool");
        }
    }

    @Test
    void terminatesByReference() {
        try (rig) {
            var pool = spawn(jobs());
            var a = start(pool, "a");
            assertThat(rig.ask(pool, Pool.terminate(a))).isEqualTo(new PoolAnswer.Done(a));
            assertThat(rig.reason(a)).isEqualTo(new ExitReason.Stopped());
            PoolAnswer.ToTerminate again = rig.ask(pool, Pool.terminate(a));
            assertThat(again).isInstanceOfSatisfying(PoolAnswer.NotFound.class,
                    refused -> assertThat(refused.text()).contains("actor=" + a.name()));
        }
    }

    @Test
    void intensityCountsAllChildren() {
        try (rig) {
            var pool = spawn(jobs().intensity(2, Rig.s(5)));
            for (String id : List.of("a", "b", "c")) start(pool, id).tell("boom");
            rig.settle();
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(pool)).isInstanceOfSatisfying(ExitReason.Failed.class,
                    failed -> assertThat(failed.cause()).isInstanceOf(IntensityExceededException.class));
        }
    }

    @Test
    void backsOff() {
        try (rig) {
            var pool = spawn(jobs().intensity(9, Rig.s(5)).backOff(BackOff.fixed(Rig.s(2))));
            var a = start(pool, "a");
            for (String text : new String[] {"boom", "+", "?"}) a.tell(text);
            assertThat(rig.said()).isEqualTo("a$");
            assertThat(counts(pool)).isEqualTo(new Counts(1, 0, 0));
            rig.seconds(2);
            assertThat(rig.said()).isEqualTo("a1");
            a.tell("end");
            rig.settle();
            assertThat(rig.<PoolMessage<String, String>, PoolAnswer.ToTerminate>ask(pool, Pool.terminate(a)))
                    .isEqualTo(new PoolAnswer.Done(a));
            rig.seconds(2);
            assertThat(rig.system.names()).containsExactly("pool");
        }
    }

    /// S9.
    @Test
    void stopsInTheLongestOfTheirTimesAndNotInTheSum() {
        try (rig) {
            var pool = spawn(Supervisor.pool((String argument) -> job(argument, 1)));
            for (int n = 0; n < 100; n++) start(pool, "j" + n);
            rig.system.stop(pool);
            rig.settle();
            assertThat(rig.system.names()).hasSize(101);
            rig.seconds(1);
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.said().split(" ", -1)).hasSize(100);
        }
    }

    @Test
    void theStubbornOnesAreKilledTogether() {
        try (rig) {
            Pool<String, String> stubborn = Supervisor.pool((String argument) -> job(argument, 3600));
            var pool = spawn(stubborn.shutdown(Shutdown.within(Rig.s(2))));
            for (int n = 0; n < 10; n++) start(pool, "j" + n);
            rig.system.stop(pool);
            rig.settle();
            rig.seconds(2);
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void manyStartsAtOnceDoNotWaitForOneAnother() {
        try (rig) {
            var pool = spawn(jobs());
            List<CompletableFuture<PoolAnswer.ToStart<String>>> answers = new java.util.ArrayList<>();
            for (int n = 0; n < 1_000; n++)
                answers.add(rig.system.ask(pool, Pool.<String, String>start(n % 10 == 0 ? "bad" : "j" + n), Rig.s(9))
                        .toCompletableFuture());
            rig.settle();
            assertThat(answers).allMatch(CompletableFuture::isDone);
            assertThat(counts(pool)).isEqualTo(new Counts(900, 900, 0));
        }
    }

    @Test
    void belowASupervisor() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForOne().child(ChildSpec.of("jobs", jobs().props())));
            @SuppressWarnings("unchecked") // all pools' messages are of one class
            ActorRef<PoolMessage<String, String>> pool = (ActorRef<PoolMessage<String, String>>) (ActorRef<?>) rig.system
                    .find("sup/jobs", PoolMessage.class).orElseThrow();
            start(pool, "a").tell("1");
            rig.settle();
            start(pool, "b").tell("2");
            rig.settle();
            assertThat(counts(pool)).as("the pool was restarted, without children").isEqualTo(new Counts(0, 0, 0));
            assertThat(rig.ask(sup, Supervisor.count())).isEqualTo(new Counts(1, 1, 1));
        }
    }

    @Test
    void anErrorOfWhatMakesAChildIsTheAnswer() {
        try (rig) {
            var pool = rig.system.spawn("pool", Supervisor.pool((Integer n) -> {
                if (n == 0) throw new NoClassDefFoundError("missing");
                return rig.counter();
            }).props());
            rig.ask(pool, Pool.<Integer, String>start(1));
            PoolAnswer.ToStart<String> answer = rig.ask(pool, Pool.<Integer, String>start(0));
            assertThat(answer).isInstanceOfSatisfying(PoolAnswer.StartFailed.class,
                    failed -> assertThat(failed.cause()).isInstanceOf(NoClassDefFoundError.class));
            assertThat(rig.ask(pool, Pool.<Integer, String>count()).running()).isEqualTo(1);
            assertThat(rig.failures).isEmpty();
        }
    }
}
