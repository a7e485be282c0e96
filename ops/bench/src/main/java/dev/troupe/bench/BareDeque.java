package dev.troupe.bench;

import java.util.ArrayDeque;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/// The yardstick for handlers: what a fair programmer writes without a library.
///
/// A hop is one message taken from an `ArrayDeque` and the next one put, through one interface call. [#pairs] puts receiver
/// and message as two elements and allocates nothing: the cheapest fair form, and so the yardstick of the goals. [#entries]
/// puts an entry object for each message, as many would; what that costs depends on the heap's size and age.
public class BareDeque extends Hop {
    private interface Receiver {
        void take(Object message);
    }

    private record Entry(Receiver to, Object message) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final ArrayDeque<Object> pairs = new ArrayDeque<>();
    private Receiver ping;
    private Receiver pong;
    private Receiver pairPing;
    private Receiver pairPong;

    @Setup
    public void meet() {
        ping = message -> {
            if (goesOn()) put(pong, message);
        };
        pong = message -> {
            if (goesOn()) put(ping, message);
        };
        pairPing = message -> {
            if (goesOn()) putPair(pairPong, message);
        };
        pairPong = message -> {
            if (goesOn()) putPair(pairPing, message);
        };
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void entries() {
        left = HOPS;
        put(ping, BALL);
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) entry.to.take(entry.message);
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void pairs() {
        left = HOPS;
        putPair(pairPing, BALL);
        for (Object to = pairs.poll(); to != null; to = pairs.poll()) ((Receiver) to).take(pairs.poll());
    }

    private void put(Receiver to, Object message) {
        entries.add(new Entry(to, message));
    }

    private void putPair(Receiver to, Object message) {
        pairs.add(to);
        pairs.add(message);
    }
}
