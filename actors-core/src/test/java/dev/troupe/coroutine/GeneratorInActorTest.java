package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorContext;
import dev.troupe.ActorSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A generator that uses the context of the body it is in: what it waits for suspends the body with all the generators it
/// is in. Invariants 1, 2, 6 and 9.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("deque") // across actors, the order is the deque's
class GeneratorInActorTest {
    private final ActorSystem system = ActorSystem.create();
    private final List<Object> log = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    GeneratorInActorTest() {
        var _ = system.onFailure(failure -> failures.add(failure.cause()));
    }

    @AfterEach
    void close() {
        system.close();
    }

    private void run() {
        assertThat(system.run(Duration.ofSeconds(30))).isTrue();
    }

    private static Generator<Integer, Void, Integer> received(ActorContext<Integer> self) {
        return Generator.of(g -> {
            int count = 0;
            for (int n = self.receive(); n != 0; n = self.receive(), count++) g.yield(n);
            return count;
        });
    }

    @Test
    @Tag("classpath")
    void receivesInsideGeneratorsOfGenerators() {
        system.spawn("reader", Integer.class, self -> {
            var received = received(self);
            Generator<Integer, Void, Void> doubled = Generator.sequence(g -> {
                for (int n : received) g.yield(n * 2);
            });
            Generator<Integer, Void, Void> delegating = Generator.sequence(g -> g.yieldFrom(doubled));
            for (int n : delegating) log.add(n);
            log.add("received " + received.result());
            log.add(self.receive());
        });
        for (int n : List.of(1, 2, 3, 0, 7)) system.tell("reader", n);
        run();
        assertThat(log).containsExactly(2, 4, 6, "received 3", 7);
        assertThat(failures).isEmpty();
    }

    @Test
    void othersGoOnWhileAGeneratorWaits() {
        system.spawn("waits", Integer.class, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                self.sleep(Duration.ofMillis(20));
                log.add("slept");
                self.tell("other", "ask");
                y.yield(self.receive());
                self.yield();
                y.yield(self.receive(Integer.class, Duration.ofMillis(1)).orElse(-1));
            });
            for (int n : g) log.add(n);
        });
        system.spawn("other", String.class, (self, message) -> {
            log.add(message);
            if (message.equals("ask")) self.tell("waits", 42);
        });
        system.tell("other", "first");
        run();
        assertThat(log).containsExactly("first", "slept", "ask", 42, -1);
        assertThat(failures).isEmpty();
    }

    @Test
    void tellsInTheOrderInWhichItRuns() {
        system.spawn("sink", Integer.class, (self, n) -> log.add(n));
        system.spawn("source", Integer.class, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                for (int n = 0; n < 100; n += 2) {
                    self.tell("sink", n);
                    y.yield(n + 1);
                }
            });
            for (int n : g) self.tell("sink", n);
        });
        run();
        assertThat(log).hasSize(100).isSorted();
    }

    @Test
    void aStopPassesThroughTheGeneratorsItWaitsIn() {
        List<Generator<?, ?, ?>> all = stoppedInTheMiddle(system::stop);
        assertThat(log).containsExactly(Unwind.Stopped.class, "innermost", "delegator", "outer", "body");
        assertThat(all).hasSize(3).allSatisfy(g -> assertThat(g.state()).isEqualTo(GeneratorState.CLOSED));
        assertThat(failures).isEmpty();
        assertThat(system.names()).isEmpty();
    }

    @Test
    void aClosePassesThroughTheGeneratorsItWaitsIn() {
        List<Generator<?, ?, ?>> all = stoppedInTheMiddle(ref -> system.close());
        assertThat(log).containsExactly(Unwind.Stopped.class, "innermost", "delegator", "outer", "body");
        assertThat(all).hasSize(3).allSatisfy(g -> assertThat(g.state()).isEqualTo(GeneratorState.CLOSED));
        assertThat(failures).isEmpty();
    }

    private List<Generator<?, ?, ?>> stoppedInTheMiddle(Consumer<dev.troupe.ActorRef<?>> stop) {
        List<Generator<?, ?, ?>> all = new ArrayList<>();
        var ref = system.spawn("waits", Integer.class, self -> {
            Generator<Integer, Void, Void> innermost = Generator.sequence(y -> {
                try {
                    y.yield(1);
                    while (true) {
                        try {
                            y.yield(self.receive());
                        } catch (Exception e) {
                            log.add("swallowed");
                        }
                    }
                } catch (Unwind e) {
                    log.add(e.getClass());
                    throw e;
                } finally {
                    log.add("innermost");
                }
            });
            Generator<Integer, Void, Void> delegator = logging("delegator", y -> y.yieldFrom(innermost));
            Generator<Integer, Void, Void> outer = logging("outer", y -> {
                for (int n : delegator) y.yield(n);
            });
            all.addAll(List.of(innermost, delegator, outer));
            try {
                for (int n : outer) assertThat(n).isEqualTo(1);
            } finally {
                log.add("body");
            }
        });
        run();
        assertThat(log).isEmpty();
        stop.accept(ref);
        if (!system.isClosed()) run();
        return all;
    }

    private Generator<Integer, Void, Void> logging(String name, Consumer<Yielder<Integer, Void>> body) {
        return Generator.sequence(y -> {
            try {
                body.accept(y);
            } finally {
                log.add(name);
            }
        });
    }

    @Test
    void aGeneratorsCleanUpMayWaitDuringAStop() {
        var ref = system.spawn("waits", Integer.class, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(self.receive());
                } finally {
                    self.sleep(Duration.ofMillis(1));
                    log.add("flushed");
                }
            });
            g.next();
        });
        run();
        system.stop(ref);
        run();
        assertThat(log).containsExactly("flushed");
    }

    @Test
    void aCrashInsideAGeneratorIsItsActors() {
        var crash = new IllegalArgumentException("in a generator");
        system.spawn("crashes", Integer.class, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(self.receive());
                throw crash;
            });
            for (int n : g) log.add(n);
        });
        system.tell("crashes", 1);
        run();
        assertThat(log).containsExactly(1);
        assertThat(failures).containsExactly(crash);
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void isHandedFromOneActorToAnother() {
        AtomicReference<Generator<Integer, Void, Void>> shared = new AtomicReference<>(Generator.sequence(y -> {
            for (int n = 0; true; n++) y.yield(n);
        }));
        for (String name : List.of("a", "b"))
            system.spawn(name, Integer.class, self -> {
                for (int i = 0; i < 3; i++) {
                    log.add(name + shared.get().next());
                    self.yield();
                }
            });
        run();
        assertThat(log).containsExactly("a0", "b1", "a2", "b3", "a4", "b5");
        assertThat(shared.get().next()).isEqualTo(6);
        shared.get().close();
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void refusesTheContextOfAnotherActorsBody() {
        AtomicReference<Generator<Integer, Void, Void>> leaked = new AtomicReference<>();
        system.spawn("owner", Integer.class, self -> {
            leaked.set(Generator.sequence(y -> {
                y.yield(1);
                y.yield(self.receive());
            }));
            leaked.get().next();
            self.receive();
        });
        system.spawn("thief", Integer.class, self -> log.add(catchFrom(leaked.get())));
        run();
        assertThat(log).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(failures).hasSize(1);
        assertThat(leaked.get().state()).isEqualTo(GeneratorState.CLOSED);
        assertThatThrownBy(leaked.get()::next).isInstanceOf(StopIteration.class);
    }

    private static Throwable catchFrom(Generator<?, ?, ?> g) {
        return org.assertj.core.api.Assertions.catchThrowable(g::next);
    }

    @Test
    void aHandlerCannotYieldForAGeneratorThatWaits() {
        List<Yielder<Integer, Void>> leaked = new ArrayList<>();
        system.spawn("waits", Integer.class, self -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                leaked.add(y);
                y.yield(self.receive());
            });
            for (int n : g) log.add(n);
        });
        system.spawn("thief", Integer.class,
                (self, n) -> assertThatThrownBy(() -> leaked.getFirst().yield(99))
                        .isInstanceOf(IllegalStateException.class));
        system.tell("thief", 1);
        system.tell("waits", 2);
        run();
        assertThat(failures).isEmpty();
        assertThat(log).containsExactly(2);
    }
}
