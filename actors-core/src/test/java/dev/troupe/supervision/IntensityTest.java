package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.simulation.ManualClock;
import dev.troupe.spi.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S3: exceeded, the supervisor and its children stop and the parent is told. S4: the window slides. S5: a restart that
/// fails escalates at the limit.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IntensityTest {
    private final Rig rig = new Rig();

    private ActorRef<SupervisorMessage> sup(int restarts, int seconds) {
        return rig.sup(Supervisor.oneForOne().intensity(restarts, Rig.s(seconds)).child(rig.child("a"))
                .child(rig.child("b")));
    }

    private IntensityExceededException exceeded(ActorRef<?> sup) {
        ExitReason reason = rig.reason(sup);
        assertThat(reason).isInstanceOf(ExitReason.Failed.class);
        return (IntensityExceededException) ((ExitReason.Failed) reason).cause();
    }

    @Test
    @Tag("classpath")
    void oneRestartWithinFiveSecondsIsTheDefault() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig
                    .sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b")));
            rig.tell("a", "1");
            assertThat(rig.counts("a b")).isEqualTo("a0 b0");
            rig.tell("a", "2");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.said()).isEqualTo("a$ b$");
            IntensityExceededException failure = exceeded(sup);
            assertThat(failure).hasMessageContaining("restarts=1").hasMessageContaining("period=PT5S")
                    .hasMessageContaining("child=a").hasMessageContaining("supervisor=sup")
                    .hasCauseInstanceOf(Rig.Boom.class).hasRootCauseMessage("2");
            assertThat(failure.child()).isEqualTo("a");
        }
    }

    @Test
    void noneMayBeAllowed() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = sup(0, 5);
            rig.tell("b", "end");
            assertThat(exceeded(sup)).hasMessageContaining("restarts=0").hasNoCause();
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void theWindowSlides() {
        try (rig) {
            sup(2, 10);
            rig.tell("a", "at 0");
            rig.seconds(6);
            rig.tell("b", "at 6");
            rig.seconds(5);
            rig.tell("a", "at 11, the first is forgotten");
            rig.seconds(6);
            rig.tell("b", "at 17, the second is");
            assertThat(rig.counts("a b")).isEqualTo("a0 b0");
            rig.seconds(3);
            rig.tell("a", "at 20, the third within ten seconds");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void oneThatIsAPeriodOldStillCounts() {
        try (rig) {
            sup(1, 10);
            rig.tell("a", "at 0");
            rig.seconds(10);
            rig.tell("a", "at 10");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void thousandsAreAllowedWithoutALimit() {
        try (rig) {
            sup(Integer.MAX_VALUE, 5);
            for (int n = 0; n < 3_000; n++) rig.system.tell("sup/a", "boom" + n);
            rig.settle();
            assertThat(rig.failures).hasSize(3_000);
            assertThat(rig.lives("sup/a")).isTrue();
        }
    }

    /// A child that starts so many times and then fails to.
    private ChildSpec failing(String id, int starts, AtomicInteger tries) {
        return ChildSpec.of(id, Props.of(String.class, self -> {
            if (tries.incrementAndGet() > starts) throw new Rig.Boom("start " + tries.get());
            rig.say(id + "^");
            self.receive();
            throw new Rig.Boom("run");
        }));
    }

    @Test
    void aFailingRestartEscalatesAtTheLimit() {
        try (rig) {
            AtomicInteger tries = new AtomicInteger();
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().intensity(3, Rig.s(10))
                    .child(rig.child("a")).child(failing("f", 1, tries)));
            rig.tell("f", "go");
            assertThat(tries).as("one start and three restarts").hasValue(4);
            assertThat(exceeded(sup)).hasRootCauseMessage("start 4");
            assertThat(rig.said()).isEqualTo("a^ f^ a$");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void aRestartThatFailsOnceIsTriedAgain() {
        for (Supervisor supervisor : new Supervisor[] {Supervisor.oneForAll(), Supervisor.restForOne()}) {
            try (Rig fresh = new Rig()) {
                AtomicInteger tries = new AtomicInteger();
                fresh.sup(supervisor.intensity(2, Duration.ofMinutes(1)).child(fresh.child("a"))
                        .child(ChildSpec.of("f", Props.of(String.class, self -> {
                            if (tries.incrementAndGet() == 2) throw new Rig.Boom("start 2");
                            fresh.say("f^");
                            self.receive();
                        }))).child(fresh.child("c")));
                fresh.said();
                fresh.tell("a", "boom");
                boolean all = supervisor.strategy() == Strategy.ONE_FOR_ALL;
                assertThat(fresh.said()).isEqualTo(all ? "a$ c$ a^ a$ a^ f^ c^" : "a$ c$ a^ f^ c^");
            }
        }
    }

    @Test
    void aRestartOfAGroupCountsOnce() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().intensity(1, Rig.s(5)).child(rig.child("a")).child(rig.child("b"))
                    .child(rig.child("c")));
            rig.tell("a", "boom");
            assertThat(rig.counts("a b c")).isEqualTo("a0 b0 c0");
        }
    }

    @Test
    void whoeverWatchesIsTold() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = sup(0, 5);
            rig.system.spawn("watcher", String.class, self -> {
                self.watch(sup, reason -> reason.getClass().getSimpleName());
                rig.say("told " + self.receive());
            });
            rig.said();
            rig.tell("a", "boom");
            assertThat(rig.said()).isEqualTo("a$ b$ told Failed");
        }
    }

    /// As in OTP, by monotonic time: the time of day may be set.
    @Test
    void aTimeOfDayThatIsSetBackCountsNothingTwice() { // S4
        ManualClock time = new ManualClock();
        SystemClock clock = new SystemClock() {
            @Override
            public long nanoTime() {
                return time.nanoTime();
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.minusNanos(time.nanoTime());
            }

            @Override
            public boolean movesByItself() {
                return false;
            }

            @Override
            public void park(long deadlineNanos, long realNanos) {
                time.park(deadlineNanos, realNanos);
            }
        };
        try (rig; ActorSystem system = ActorSystem.builder().clock(clock).build()) {
            system.onFailure(failure -> {});
            system.spawn("sup", Supervisor.oneForOne().intensity(1, Rig.s(5)).child(rig.child("a")).props());
            system.run();
            for (int n = 0; n < 3; n++) {
                system.tell("sup/a", "boom");
                system.run();
                time.advance(Rig.s(6));
            }
            assertThat(system.names()).contains("sup/a");
        }
    }
}
