package dev.troupe.bench;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Two handlers of one system that tell each other, driven by `run()` on the benchmark's own thread.
///
/// A hop is one message taken from the deque and the next one put, through one interface call: the handler's.
@Fork(jvmArgsAppend = {Hop.VIRTUAL, Hop.OPEN_LANG})
public class HandlerHop extends Hop {
    private ActorSystem system;
    private ActorRef<Integer> ping;
    private ActorRef<Integer> pong;
    private ActorRef<Integer> namedPing;

    @Setup
    public void spawn() {
        system = ActorSystem.create();
        ping = system.spawn("ping by reference", Integer.class, (self, ball) -> {
            if (goesOn()) pong.tell(ball);
        });
        pong = system.spawn("pong by reference", Integer.class, (self, ball) -> {
            if (goesOn()) ping.tell(ball);
        });
        namedPing = system.spawn("ping", Integer.class, (self, ball) -> {
            if (goesOn()) self.tell("pong", ball);
        });
        system.spawn("pong", Integer.class, (self, ball) -> {
            if (goesOn()) self.tell("ping", ball);
        });
    }

    @TearDown
    public void close() {
        system.close();
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void byReference() {
        rally(ping);
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void byName() {
        rally(namedPing);
    }

    private void rally(ActorRef<Integer> first) {
        left = HOPS;
        first.tell(BALL);
        system.run();
    }
}
