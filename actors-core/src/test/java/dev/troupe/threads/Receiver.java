package dev.troupe.threads;

import dev.troupe.ActorRef;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What one actor of a [Soak] does at each message, and what it finds amiss. All but the flag is plain: that one turn sees
/// what the one before wrote is the scheduler's to see to. Only every other receiver has the flag, for a flag orders memory
/// by itself; the rest tell by two plain counters that no turn ran inside another.
final class Receiver {
    /// One message: the number counts what the sender has sent to this receiver, from 0.
    record Numbered(int sender, int number) {}

    private final @Nullable AtomicBoolean inside;
    private final int[] next;
    private final Semaphore[] credits;
    private final Set<Numbered> missing = new HashSet<>();
    private long begun;
    private long ended;
    private int forwarded;
    long doubled;
    long reordered;
    long overlaps;

    /// One that hears from some outside senders and, as the last sender, from one other actor.
    Receiver(boolean flagged, Semaphore[] credits) {
        this.inside = flagged ? new AtomicBoolean() : null;
        this.credits = credits;
        this.next = new int[credits.length + 1];
    }

    void take(Numbered message, ActorRef<Numbered> neighbour) {
        if (begun++ != ended) overlaps++;
        if (inside != null && inside.getAndSet(true)) overlaps++;
        check(message);
        if (message.sender < credits.length) {
            neighbour.tell(new Numbered(credits.length, forwarded++));
            if (message.number % Soak.LAP == Soak.LAP - 1) credits[message.sender].release(Soak.LAP);
        }
        if (inside != null && !inside.getAndSet(false)) overlaps++;
        ended++;
    }

    private void check(Numbered message) {
        int expected = next[message.sender];
        if (message.number < expected) {
            if (missing.remove(message)) reordered++;
            else doubled++;
            return;
        }
        for (int n = expected; n < message.number; n++) missing.add(new Numbered(message.sender, n));
        next[message.sender] = message.number + 1;
    }

    long received() {
        return ended;
    }
}
