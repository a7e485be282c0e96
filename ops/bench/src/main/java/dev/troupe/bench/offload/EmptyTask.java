package dev.troupe.bench.offload;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.offload.ProcessPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// On a pool of two processes: from a thread that waits, and from a body that offloads.
@Fork(jvmArgsAppend = {"-Dtroupe.coroutines=virtual", "--add-opens=java.base/java.lang=ALL-UNNAMED"})
public class EmptyTask extends Empty {
    private static final Nothing NOTHING = new Nothing();

    private ProcessPool pool;
    private ActorSystem system;
    private ActorRef<Integer> body;

    @Setup
    public void start() throws Exception {
        pool = Processes.started(THREADS, Nothing.class);
        system = ActorSystem.create();
        body = system.spawn("body", Integer.class, self -> {
            while (true) {
                self.receive();
                for (int n = 0; n < UNITS; n++) {
                    var _ = self.offload(pool, NOTHING);
                }
            }
        });
        system.run();
    }

    @TearDown
    public void close() {
        system.close();
        pool.close();
    }

    @Benchmark
    public Integer thread() throws Exception {
        return pool.submit(NOTHING).get();
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void body() {
        body.tell(BALL);
        system.run();
    }
}
