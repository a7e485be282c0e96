package dev.troupe.bench;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// The yardstick for bodies on the engine `baton`: two plain virtual threads that hand a baton to each other, while the
/// virtual thread that started the rally waits for it.
///
/// A hop is one hand-over: the flag set, an unpark, and a park. No message, no queue.
public class BareBaton extends Hop {
    private static final class Seat {
        private volatile boolean go;
        private volatile Thread thread;

        void sit() {
            thread = Thread.currentThread();
        }

        void hand() {
            go = true;
            LockSupport.unpark(thread);
        }

        void await() {
            while (!go) LockSupport.park();
            go = false;
        }
    }

    private final Seat ping = new Seat();
    private final Seat pong = new Seat();
    private final Seat driver = new Seat();
    private boolean over;

    @Setup
    public void start() {
        Thread.ofVirtual().start(() -> play(ping, pong));
        Thread.ofVirtual().start(() -> play(pong, ping));
        while (ping.thread == null || pong.thread == null) Thread.onSpinWait();
    }

    @TearDown
    public void end() {
        over = true;
        ping.hand();
        pong.hand();
    }

    private void play(Seat me, Seat other) {
        me.sit();
        while (true) {
            me.await();
            if (over) return;
            (goesOn() ? other : driver).hand();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SUSPENDING_HOPS)
    public void handOver() throws InterruptedException {
        Thread.ofVirtual().start(() -> {
            driver.sit();
            left = SUSPENDING_HOPS;
            ping.hand();
            driver.await();
        }).join();
    }
}
