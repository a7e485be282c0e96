package dev.troupe.bench.offload;

import dev.troupe.offload.ThreadPool;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// From a thread: submitted, and its future waited for. The JDK's fixed pool is the yardstick.
public class EmptyWork extends Empty {
    private ExecutorService bare;
    private ThreadPool pool;

    @Setup
    public void open() {
        bare = Executors.newFixedThreadPool(THREADS);
        pool = ThreadPool.builder("empty").threads(THREADS).build();
    }

    @TearDown
    public void close() {
        bare.close();
        pool.close();
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public int bare() throws Exception {
        int sum = 0;
        for (int n = 0; n < UNITS; n++) sum += bare.submit(() -> BALL).get();
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public int pool() throws Exception {
        int sum = 0;
        for (int n = 0; n < UNITS; n++) sum += pool.<Integer>submit(() -> BALL).get();
        return sum;
    }
}
