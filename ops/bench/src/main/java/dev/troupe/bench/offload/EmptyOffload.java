package dev.troupe.bench.offload;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// From a body that offloads, on the pool of its system; each subclass under one coroutine engine.
public abstract class EmptyOffload extends Empty {
    private ActorSystem system;
    private ActorRef<Integer> body;

    @Setup
    public void spawn() {
        system = ActorSystem.create();
        body = system.spawn("body", Integer.class, self -> {
            while (true) {
                self.receive();
                for (int n = 0; n < UNITS; n++) {
                    var _ = self.offload(() -> BALL);
                }
            }
        });
        system.run();
    }

    @TearDown
    public void close() {
        system.close();
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void offload() {
        body.tell(BALL);
        system.run();
    }

    /// Under the engine `virtual`.
    @Fork(jvmArgsAppend = {"-Dtroupe.coroutines=virtual", "--add-opens=java.base/java.lang=ALL-UNNAMED"})
    public static class OnVirtual extends EmptyOffload {}

    /// Under the engine `baton`.
    @Fork(jvmArgsAppend = "-Dtroupe.coroutines=baton")
    public static class OnBaton extends EmptyOffload {}
}
