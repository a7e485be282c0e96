package dev.troupe.bench;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// The yardstick for bodies on the engine `virtual`: two virtual threads on an executor that only keeps what it is given,
/// mounted in turn by a loop on a platform thread.
///
/// A hop is one of them mounted until it yields. No message, no queue.
@Fork(jvmArgsAppend = Hop.OPEN_LANG)
public class BareVirtualThread extends Hop {
    private static final class Slot implements Executor {
        Runnable next;

        @Override
        public void execute(Runnable task) {
            next = task;
        }

        void mount() {
            Runnable task = next;
            next = null;
            task.run();
        }
    }

    private final Slot ping = new Slot();
    private final Slot pong = new Slot();
    private boolean over;

    @Setup
    public void start() throws Throwable {
        on(ping).start(this::body);
        on(pong).start(this::body);
    }

    @TearDown
    public void end() {
        over = true;
        ping.mount();
        pong.mount();
    }

    private static Thread.Builder on(Executor executor) throws Throwable {
        Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                .getDeclaredConstructor(Executor.class);
        builder.setAccessible(true);
        return (Thread.Builder) MethodHandles.lookup().unreflectConstructor(builder).invoke(executor);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the only runnable thread of its scheduler
    private void body() {
        while (!over) {
            left--;
            Thread.yield();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SUSPENDING_HOPS)
    public void mountAndYield() {
        left = SUSPENDING_HOPS;
        while (left > 0) {
            ping.mount();
            pong.mount();
        }
    }
}
