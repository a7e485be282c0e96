package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.BackOff;
import dev.troupe.Props;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S15 for supervisors: back-off keeps messages in order; and S5 with back-off.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisorBackOffTest {
    private final Rig rig = new Rig();

    private Supervisor patient(Supervisor supervisor) {
        return supervisor.intensity(9, Rig.s(60)).backOff(BackOff.exponential(Rig.s(1), Rig.s(4)))
                .child(rig.child("a")).child(rig.child("b")).child(rig.child("c"));
    }

    @Test
    @Tag("classpath")
    void theDelayGrowsAndMessagesAreKept() {
        try (rig) {
            rig.sup(patient(Supervisor.oneForOne()));
            rig.said();
            rig.tell("b", "boom", "+", "?", "boom", "+", "+", "?", "boom", "?");
            assertThat(rig.counts("a c")).as("others go on").isEqualTo("a0 c0");
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b^ b1 b$");
            rig.seconds(1);
            assertThat(rig.said()).isEmpty();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b^ b2 b$");
            rig.seconds(3);
            assertThat(rig.said()).isEmpty();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b^ b0");
            assertThat(rig.deadLetters).isEmpty();
        }
    }

    @Test
    void eachChildHasItsOwnDelay() {
        try (rig) {
            rig.sup(patient(Supervisor.oneForOne()));
            rig.tell("a", "boom");
            rig.seconds(1);
            rig.tell("b", "boom");
            rig.said();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b^");
        }
    }

    @Test
    void aGroupIsHaltedDuringTheDelay() {
        try (rig) {
            rig.sup(patient(Supervisor.restForOne()));
            rig.said();
            rig.tell("b", "boom");
            assertThat(rig.said()).isEqualTo("b$ c$");
            rig.tell("c", "+", "?");
            assertThat(rig.said()).isEmpty();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b^ c^ c1");
        }
    }

    @Test
    void anOlderOneThatFallsMeanwhileTakesTheGroupOver() {
        try (rig) {
            rig.sup(patient(Supervisor.restForOne()));
            rig.said();
            rig.tell("b", "boom");
            rig.clock.advance(Rig.s(1).dividedBy(2));
            rig.tell("a", "boom");
            assertThat(rig.said()).isEqualTo("b$ c$ a$");
            rig.clock.advance(Rig.s(1).dividedBy(2));
            assertThat(rig.said()).as("the first delay doesn't count any more").isEmpty();
            rig.clock.advance(Rig.s(1).dividedBy(2));
            assertThat(rig.said()).isEqualTo("a^ b^ c^");
        }
    }

    @Test
    void terminatingTheOneThatIsWaitedForStartsTheOthers() {
        try (rig) {
            var sup = rig.sup(patient(Supervisor.oneForAll()));
            rig.said();
            rig.tell("b", "boom");
            assertThat(rig.said()).isEqualTo("b$ c$ a$");
            rig.ask(sup, Supervisor.terminate("b"));
            assertThat(rig.said()).isEqualTo("a^ c^");
            rig.seconds(5);
            assertThat(rig.said()).isEmpty();
        }
    }

    @Test
    void oneThatIsKilledMeanwhileIsSpawnedAnewWhenItIsTime() {
        try (rig) {
            rig.sup(patient(Supervisor.oneForOne()));
            rig.tell("b", "boom");
            rig.system.kill(rig.ref("sup/b"));
            rig.said();
            assertThat(rig.lives("sup/b")).isFalse();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b^");
        }
    }

    @Test
    void aFailingStartBacksOffAsWell() {
        try (rig) {
            AtomicInteger tries = new AtomicInteger();
            rig.sup(Supervisor.oneForAll().intensity(2, Rig.s(60)).backOff(BackOff.fixed(Rig.s(1)))
                    .child(rig.child("a"))
                    .child(ChildSpec.of("f", Props.of(String.class, self -> {
                        if (tries.incrementAndGet() > 1) throw new Rig.Boom("start");
                        self.receive();
                        throw new Rig.Boom("run");
                    }))));
            rig.tell("f", "go");
            assertThat(tries).hasValue(1);
            rig.seconds(1);
            assertThat(tries).hasValue(2);
            assertThat(rig.said()).isEqualTo("a^ a$ a^ a$");
            rig.seconds(1);
            assertThat(tries).hasValue(3);
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void aStopDoesNotWaitForIt() {
        try (rig) {
            var sup = rig.sup(patient(Supervisor.oneForAll()));
            rig.tell("b", "boom");
            rig.system.stop(sup);
            rig.settle();
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void theDelayGrowsUpToItsCapThoughThatIsLongerThanThePeriod() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().intensity(9, Rig.s(5)).backOff(BackOff.exponential(Rig.s(1), Rig.s(20)))
                    .child(rig.child("a")));
            for (int pause : new int[] {1, 2, 4, 8, 16, 20, 20}) {
                rig.tell("a", "boom");
                rig.said();
                for (int n = 1; n < pause; n++) rig.seconds(1);
                assertThat(rig.said()).isEmpty();
                rig.seconds(1);
                assertThat(rig.said()).isEqualTo("a^");
            }
            rig.seconds(5);
            rig.tell("a", "boom");
            rig.said();
            rig.seconds(1);
            assertThat(rig.said()).as("it has run for a period").isEqualTo("a^");
        }
    }
}
