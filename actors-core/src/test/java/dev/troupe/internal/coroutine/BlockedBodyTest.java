package dev.troupe.internal.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import dev.troupe.coroutine.Generator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A body that blocks in the ordinary way. On the virtual engine the others go on meanwhile; on the others the deque waits.
/// Everything is right afterwards on all. Invariants 1 and 2.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("deque") // what blocks or pins a thread that is shared: elsewhere bodies may have their own
class BlockedBodyTest {
    private static final boolean UNMOUNTS = Engine.chosen().name().equals("virtual");

    /// Ways to block, and the way to end it.
    interface Blocker extends AutoCloseable {
        void block() throws Exception;

        void release();

        @Override
        default void close() throws IOException {}
    }

    enum Way {
        LATCH {
            @Override
            Blocker blocker() {
                CountDownLatch latch = new CountDownLatch(1);
                return blocker(latch::await, latch::countDown);
            }
        },
        SLEEP {
            @Override
            Blocker blocker() {
                return blocker(() -> Thread.sleep(50), () -> {});
            }
        },
        MONITOR {
            @Override
            Blocker blocker() throws Exception {
                Object monitor = new Object();
                CountDownLatch held = new CountDownLatch(1);
                CountDownLatch released = new CountDownLatch(1);
                Thread.ofPlatform().daemon().start(() -> {
                    synchronized (monitor) {
                        held.countDown();
                        await(released);
                    }
                });
                held.await();
                return blocker(() -> {
                    synchronized (monitor) {
                        assertThat(released.getCount()).isZero();
                    }
                }, released::countDown);
            }
        },
        SOCKET {
            @Override
            Blocker blocker() throws Exception {
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                return new Blocker() {
                    @Override
                    public void block() throws IOException {
                        assertThat(client.getInputStream().read()).isEqualTo(42);
                    }

                    @Override
                    public void release() {
                        try {
                            accepted.getOutputStream().write(42);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }

                    @Override
                    public void close() throws IOException {
                        client.close();
                        accepted.close();
                        server.close();
                    }
                };
            }
        };

        abstract Blocker blocker() throws Exception;

        interface Blocking {
            void block() throws Exception;
        }

        static Blocker blocker(Blocking block, Runnable release) {
            return new Blocker() {
                @Override
                public void block() throws Exception {
                    block.block();
                }

                @Override
                public void release() {
                    release.run();
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsUpOthersOnlyWhereItMust(Way way) throws Exception {
        List<String> log = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        try (var blocker = way.blocker(); var system = ActorSystem.create()) {
            system.spawn("blocks", String.class, self -> {
                log.add("blocks");
                started.countDown();
                blocker.block();
                log.add("back");
                self.tell("other", "done");
                log.add(self.receive());
                log.add(self.receive());
            });
            system.spawn("other", String.class, (self, message) -> {
                log.add("other " + message);
                if (UNMOUNTS) blocker.release();
                self.tell("blocks", "answer to " + message);
            });
            system.tell("other", "go");
            run(system, started, blocker);
        }
        assertThat(log).containsExactlyElementsOf(UNMOUNTS
                ? List.of("blocks", "other go", "back", "answer to go", "other done", "answer to done")
                : List.of("blocks", "back", "other go", "other done", "answer to go", "answer to done"));
    }

    @ParameterizedTest
    @EnumSource
    void aBlockedGeneratorIsAsItsBody(Way way) throws Exception {
        List<String> log = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        try (var blocker = way.blocker(); var system = ActorSystem.create()) {
            system.spawn("blocks", String.class, self -> {
                Generator<String, Void, Void> g = Generator.sequence(y -> {
                    y.yield("blocks");
                    started.countDown();
                    blocker.block();
                    y.yield("back");
                    y.yield(self.receive());
                });
                for (String each : g) log.add(each);
            });
            system.spawn("other", String.class, (self, message) -> {
                log.add("other");
                if (UNMOUNTS) blocker.release();
            });
            system.tell("other", "go");
            system.tell("blocks", "message");
            run(system, started, blocker);
        }
        assertThat(log).containsExactlyElementsOf(UNMOUNTS
                ? List.of("blocks", "other", "back", "message")
                : List.of("blocks", "back", "other", "message"));
    }

    private static void run(ActorSystem system, CountDownLatch started, Blocker blocker) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        var _ = system.onFailure(failure -> failures.add(failure.cause()));
        Thread outside = Thread.ofPlatform().start(() -> {
            await(started);
            if (!UNMOUNTS) blocker.release();
        });
        assertThat(system.run(Duration.ofSeconds(30))).isTrue();
        outside.join();
        assertThat(failures).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// On the virtual engine such a thread inherits the body's executor, which must send it on.
    @Test
    void virtualThreadsThatABodyStartsRunByThemselves() {
        List<Object> log = new ArrayList<>();
        try (var system = ActorSystem.create()) {
            system.spawn("body", Integer.class, self -> {
                AtomicInteger sum = new AtomicInteger();
                List<Thread> all = new ArrayList<>();
                for (int n = 0; n < 10; n++)
                    all.add(Thread.ofVirtual().start(() -> Thread.ofVirtual().start(sum::incrementAndGet)));
                log.add(self.receive());
                for (Thread each : all) each.join();
                while (sum.get() < 10) Thread.onSpinWait();
                log.add(self.receive());
            });
            for (int n = 1; n <= 2; n++) system.tell("body", n);
            assertThat(system.run(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(log).containsExactly(1, 2);
    }
}
