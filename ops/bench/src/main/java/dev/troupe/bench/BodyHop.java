package dev.troupe.bench;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Two bodies of one system that receive and tell each other by reference, driven by `run()`; each subclass under one
/// coroutine engine.
///
/// A hop is one message received and the next one told: one body is resumed, puts a message, and suspends.
public abstract class BodyHop extends Hop {
    private ActorSystem system;
    private ActorRef<Integer> ping;
    private ActorRef<Integer> pong;

    @Setup
    public void spawn() {
        system = ActorSystem.create();
        ping = system.spawn("ping", Integer.class, self -> {
            while (true) {
                Integer ball = self.receive();
                if (goesOn()) pong.tell(ball);
            }
        });
        pong = system.spawn("pong", Integer.class, self -> {
            while (true) {
                Integer ball = self.receive();
                if (goesOn()) ping.tell(ball);
            }
        });
        system.run();
    }

    @TearDown
    public void close() {
        system.close();
    }

    @Benchmark
    @OperationsPerInvocation(SUSPENDING_HOPS)
    public void byReference() {
        left = SUSPENDING_HOPS;
        ping.tell(BALL);
        system.run();
    }
}
