package dev.troupe.simulation;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An actor in a test's hands: others send to its reference, and the test says what it expects.
///
/// If no thread drives the system, the expecting one does, turn by turn; it gives up when the limit is over, which is real
/// time. For one thread, not an actor.
///
/// {@snippet file="dev/troupe/SimulationSnippetsTest.java" region="probe"}
///
/// @param <M> the class of its messages
public final class TestProbe<M> {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(3);

    private final ActorSystem system;
    private final ActorRef<M> ref;
    private final LinkedBlockingDeque<M> received = new LinkedBlockingDeque<>();
    private final Duration limit;

    private TestProbe(ActorSystem system, String name, Class<M> type, Duration limit) {
        this.system = system;
        this.limit = limit;
        this.ref = system.spawn(name, type, (self, message) -> received.add(message));
    }

    /// Spawns a probe that waits three seconds at most for what it expects.
    ///
    /// @param system where
    /// @param name the actor's name
    /// @param type the class of its messages
    /// @param <M> the class of its messages
    /// @return the probe
    public static <M> TestProbe<M> create(ActorSystem system, String name, Class<M> type) {
        return create(system, name, type, DEFAULT_LIMIT);
    }

    /// Spawns a probe.
    ///
    /// @param system where
    /// @param name the actor's name
    /// @param type the class of its messages
    /// @param limit how long to wait at most, in real time
    /// @param <M> the class of its messages
    /// @return the probe
    public static <M> TestProbe<M> create(ActorSystem system, String name, Class<M> type, Duration limit) {
        if (limit.isNegative()) throw new IllegalArgumentException("probe limit must not be negative: limit=" + limit);
        return new TestProbe<>(system, name, type, limit);
    }

    /// The actor's reference, for others to send to.
    ///
    /// @return the reference
    public ActorRef<M> ref() {
        return ref;
    }

    /// Expects a message equal to one.
    ///
    /// @param message the message
    /// @return what came
    /// @throws AssertionError if another came, or none
    public M expect(M message) {
        M next = expectNext("message " + message);
        if (!next.equals(message))
            throw new AssertionError("expected message " + message + " at " + ref + ", got " + next);
        return next;
    }

    /// Expects a message of a class.
    ///
    /// @param type the class
    /// @param <T> the class
    /// @return what came
    /// @throws AssertionError if one of another class came, or none
    public <T extends M> T expect(Class<T> type) {
        M next = expectNext("a " + type.getSimpleName());
        if (!type.isInstance(next))
            throw new AssertionError("expected a " + type.getSimpleName() + " at " + ref + ", got " + next);
        return type.cast(next);
    }

    /// Expects that no message comes.
    ///
    /// @throws AssertionError if one came
    public void expectNone() {
        M next = next(Duration.ofMillis(50));
        if (next != null) throw new AssertionError("expected no message at " + ref + ", got " + next);
    }

    /// Takes messages until one fits, and drops the others; all of that within the limit.
    ///
    /// @param wanted accepts the message wanted
    /// @return that message
    /// @throws AssertionError if none came that fits
    public M fish(Predicate<? super M> wanted) {
        List<M> dropped = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        for (M next = nextUntil(deadline); next != null; next = nextUntil(deadline)) {
            if (wanted.test(next)) return next;
            dropped.add(next);
            if (deadline - System.nanoTime() <= 0) break;
        }
        throw new AssertionError("fished for a message at " + ref + ", got only " + dropped);
    }

    /// Takes what has come so far.
    ///
    /// @return the messages, in order
    public List<M> drain() {
        List<M> all = new ArrayList<>();
        received.drainTo(all);
        return all;
    }

    private M expectNext(String what) {
        M next = next(limit);
        if (next == null) throw new AssertionError("expected " + what + " at " + ref + ", got none within " + limit);
        return next;
    }

    private @Nullable M next(Duration most) {
        return nextUntil(System.nanoTime() + most.toNanos());
    }

    private @Nullable M nextUntil(long deadline) {
        while (true) {
            M next = received.poll();
            if (next != null) return next;
            long left = deadline - System.nanoTime();
            if (left <= 0) return null;
            if (turn()) continue;
            next = await(Math.min(left, 1_000_000));
            if (next != null) return next;
        }
    }

    /// Takes a turn, unless another thread drives the system.
    private boolean turn() {
        try {
            return system.step();
        } catch (IllegalStateException e) {
            if (system.isClosed()) throw e;
            return false;
        }
    }

    private @Nullable M await(long nanos) {
        try {
            return received.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while expecting a message at " + ref, e);
        }
    }
}
