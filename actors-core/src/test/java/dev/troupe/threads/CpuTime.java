package dev.troupe.threads;

import java.lang.reflect.Method;

/// How long threads have run on a processor. By reflection, for the module under test doesn't know of management.
final class CpuTime {
    private CpuTime() {}

    /// What a platform thread has used so far.
    static long nanos(Thread thread) throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean")
                .invoke(null);
        Method time = Class.forName("java.lang.management.ThreadMXBean").getMethod("getThreadCpuTime", long.class);
        return (long) time.invoke(threads, thread.threadId());
    }

    /// Keeps the calling thread busy until it has used as much more.
    static void burn(long nanos) throws ReflectiveOperationException {
        long end = nanos(Thread.currentThread()) + nanos;
        while (nanos(Thread.currentThread()) < end)
            for (int spin = 0; spin < 10_000; spin++) Thread.onSpinWait();
    }
}
