package dev.troupe.internal.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorContext;
import dev.troupe.ActorSystem;
import dev.troupe.Failure;
import dev.troupe.coroutine.Generator;
import dev.troupe.coroutine.StopIteration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A body that waits where its stack can't be left fails with that reason; the others go on, nothing hangs. On every
/// engine. Invariant 5.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("deque") // what blocks or pins a thread that is shared: elsewhere bodies may have their own
class PinnedBodyTest {
    private final ActorSystem system = ActorSystem.create();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Object> log = new ArrayList<>();

    PinnedBodyTest() {
        var _ = system.onFailure(failures::add);
        var _ = system.onDeadLetter(letter -> {}); // what is sent to the failed is no news
    }

    @AfterEach
    void close() {
        system.close();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root;
    }

    private void run() {
        assertThat(system.run(Duration.ofSeconds(20))).as("nothing hangs").isTrue();
    }

    private void assertOnlyThePinnedFails(Pin pin, Consumer<ActorContext<Integer>> wait) {
        system.spawn("pinned", Integer.class, self -> {
            log.add(self.receive());
            pin.run(() -> wait.accept(self));
            log.add("went on");
        });
        system.spawn("other", Integer.class, self -> {
            for (int n = 0; n < 20; n++) {
                self.tell("pinned", n);
                self.sleep(Duration.ofNanos(1));
            }
            log.add("other ends");
        });
        run();
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.actor()).isEqualTo("pinned");
            assertThat(root(failure.cause())).isInstanceOf(PinnedException.class)
                    .hasMessageContaining("native frame or a class initialiser");
        });
        assertThat(log).containsExactly(0, "other ends");
        assertThat(system.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("classpath")
    void aReceiveFails(Pin pin) {
        assertOnlyThePinnedFails(pin, self -> self.receive(n -> n == 99));
    }

    @ParameterizedTest
    @EnumSource
    void aSleepFails(Pin pin) {
        assertOnlyThePinnedFails(pin, self -> self.sleep(Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @EnumSource
    void aYieldToOthersFails(Pin pin) {
        assertOnlyThePinnedFails(pin, ActorContext::yield);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitInAGeneratorItHasStartedFails(Pin pin) {
        assertOnlyThePinnedFails(pin, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> y.yield(1));
            g.next();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatCatchesItGoesOn(Pin pin) {
        system.spawn("pinned", Integer.class, self -> {
            pin.run(() -> {
                assertThatIllegalStateException().isThrownBy(() -> self.receive()).isInstanceOf(PinnedException.class);
                assertThatIllegalStateException().isThrownBy(() -> self.sleep(Duration.ofMillis(1)))
                        .isInstanceOf(PinnedException.class);
            });
        });
        system.spawn("goes on", Integer.class, self -> {
            try {
                pin.run(() -> self.receive());
            } catch (Throwable e) {
                log.add(root(e).getClass());
            }
            log.add(self.receive());
            self.sleep(Duration.ofMillis(5));
            log.add(self.receive());
        });
        system.tell("goes on", 1);
        system.tell("goes on", 2);
        run();
        assertThat(log).containsExactly(PinnedException.class, 1, 2);
        assertThat(failures).isEmpty();
    }

    /// On the generator's own stack: its yield fails, and it may go on.
    @ParameterizedTest
    @EnumSource
    void aGeneratorsYieldFails(Pin pin) {
        Generator<Integer, Void, String> g = Generator.of(y -> {
            y.yield(1);
            Throwable refused = catching(() -> {
                pin.run(() -> y.yield(99));
                return null;
            });
            y.yield(2);
            return String.valueOf(root(refused));
        });
        assertThat(g.next()).isEqualTo(1);
        assertThat(g.next()).isEqualTo(2);
        assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
        assertThat(g.result()).contains("PinnedException");
    }

    @ParameterizedTest
    @EnumSource
    void aGeneratorsDelegationFailsAndLeavesTheOtherAsItWas(Pin pin) {
        Generator<Integer, Void, Void> sub = Generator.sequence(y -> {
            y.yield(10);
            y.yield(11);
        });
        assertThat(sub.next()).isEqualTo(10);
        Generator<Integer, Void, String> g = Generator.of(y -> {
            Throwable refused = catching(() -> {
                pin.run(() -> y.yieldFrom(sub));
                return null;
            });
            y.yield(2);
            return String.valueOf(root(refused));
        });
        assertThat(g.next()).isEqualTo(2);
        assertThat(sub.next()).isEqualTo(11);
        assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
        assertThat(g.result()).contains("PinnedException");
        sub.close();
    }

    @Test
    void aMonitorIsNoPinOnEnginesThatKeepIt() {
        if (Engine.chosen().name().equals("continuation")) return; // its third rule: no monitor across a suspension
        Object monitor = new Object();
        system.spawn("holds", Integer.class, self -> {
            synchronized (monitor) {
                log.add(self.receive());
                assertThat(Thread.holdsLock(monitor)).isTrue();
            }
        });
        system.tell("holds", 1);
        run();
        assertThat(log).containsExactly(1);
        assertThat(failures).isEmpty();
    }

    private static Throwable catching(Callable<?> code) {
        try {
            code.call();
            return new AssertionError("nothing was thrown");
        } catch (Throwable t) {
            return t;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSuspendedGeneratorThatCannotBeSteppedStaysSuspended(Pin pin) {
        system.spawn("pinned", Integer.class, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    for (int n = 0; true; n++) y.yield(n);
                } finally {
                    log.add("finally");
                }
            });
            g.next();
            pin.run(() -> assertThatIllegalStateException().isThrownBy(g::next).isInstanceOf(PinnedException.class));
            log.add(g.next());
            g.close();
        });
        run();
        assertThat(failures).isEmpty();
        assertThat(log).containsExactly(1, "finally");
    }
}
