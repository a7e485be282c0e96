package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// Every kind of code that may use a generator. Each runs a piece of it to its end and rethrows its failure.
enum Drivers {
    PLATFORM_THREAD {
        @Override
        void drive(Runnable piece) throws Exception {
            join(Thread.ofPlatform().start(piece));
        }
    },
    VIRTUAL_THREAD {
        @Override
        void drive(Runnable piece) throws Exception {
            join(Thread.ofVirtual().start(piece));
        }
    },
    BODY {
        @Override
        void drive(Runnable piece) {
            try (var system = ActorSystem.create()) {
                system.spawn("driver", String.class, self -> piece.run());
                untilIdle(system);
            }
        }
    },
    GENERATOR {
        @Override
        void drive(Runnable piece) {
            Generator<String, Void, Void> outer = Generator.sequence(g -> {
                g.yield("before");
                piece.run();
                g.yield("after");
            });
            assertThat(outer.next()).isEqualTo("before");
            assertThat(outer.next()).isEqualTo("after");
            outer.close();
        }
    },
    HANDLER {
        @Override
        void drive(Runnable piece) {
            try (var system = ActorSystem.create()) {
                system.spawn("driver", String.class, (self, message) -> piece.run());
                system.tell("driver", "go");
                untilIdle(system);
            }
        }
    },
    /// A handler whose turn comes when a body suspends: on the baton engine it runs on that body's thread.
    HANDLER_AFTER_A_BODY {
        @Override
        void drive(Runnable piece) {
            try (var system = ActorSystem.create()) {
                system.spawn("body", String.class, self -> {
                    self.tell("driver", "go");
                    assertThat(self.receive()).isEqualTo("done");
                });
                system.spawn("driver", String.class, (self, message) -> {
                    piece.run();
                    self.tell("body", "done");
                });
                untilIdle(system);
                assertThat(system.names()).containsExactly("driver");
            }
        }
    };

    /// A piece of code to run.
    interface Piece {
        void run() throws Throwable;
    }

    abstract void drive(Runnable piece) throws Exception;

    /// Runs a piece to its end on this kind of thread.
    final void run(Piece piece) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>(
                new AssertionError("the piece has not run to its end"));
        drive(() -> {
            try {
                piece.run();
                failure.set(null);
            } catch (Throwable t) {
                failure.set(t);
            }
        });
        switch (failure.get()) {
            case null -> {}
            case Error e -> throw e;
            case Exception e -> throw e;
            case Throwable t -> throw new AssertionError(t);
        }
    }

    static void untilIdle(ActorSystem system) {
        assertThat(system.run(Duration.ofSeconds(30))).as("nothing is left to do").isTrue();
    }

    static void join(Thread thread) throws InterruptedException {
        assertThat(thread.join(Duration.ofSeconds(30))).as("the thread has ended").isTrue();
    }
}
