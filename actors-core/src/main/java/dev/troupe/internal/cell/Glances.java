package dev.troupe.internal.cell;

import dev.troupe.internal.port.SpinLock;

/// What can only be told of an actor from one look at it to the next: how many messages it takes in a time, and how long the
/// oldest has waited at least, for what waited at the first look and is not taken at the second has waited that long. Nothing is
/// noted of the messages themselves. Any thread.
///
/// *Where it is kept.* With the actor itself, and only for one whose row was shown or that was compared by such a figure. So
/// nothing here keeps an actor alive that has ended, and nobody must tidy up behind a poll that was the last.
final class Glances {
    static final double UNKNOWN = -1;
    /// About a second: who polls each second must not miss it by a hair.
    private static final long APART_NANOS = 900_000_000;

    private final SpinLock lock = new SpinLock();

    /// Of one actor. All guarded by the lock.
    static final class Glance {
        private long lastNanos;
        private long lastTaken;
        private long beforeNanos;
        private long beforeTaken;
        private boolean twice;
        private boolean waits;
        /// When what is the oldest now was seen first.
        private long waitsNanos;
        /// How many messages are taken when that one is.
        private long waitsUntil;

        Glance(long nanos, long taken) {
            lastNanos = nanos;
            lastTaken = taken;
        }

        /// Since the last look if that is long enough ago, else since the one before, which is.
        double rate(long now, long taken) {
            if (now - lastNanos >= APART_NANOS) {
                beforeNanos = lastNanos;
                beforeTaken = lastTaken;
                lastNanos = now;
                lastTaken = taken;
                twice = true;
            }
            long apart = now - beforeNanos; // too short if another, who was later, has been faster
            return twice && apart >= APART_NANOS ? Math.max(0, taken - beforeTaken) * 1e9 / apart : UNKNOWN;
        }

        long oldest(long now, long taken, int depth) {
            if (depth == 0) {
                waits = false;
                return -1;
            }
            if (!waits || taken >= waitsUntil) {
                waits = true;
                waitsNanos = now;
                waitsUntil = taken + 1;
            }
            return Math.max(0, now - waitsNanos);
        }
    }

    /// Messages a second since a look about a second ago, or longer; [#UNKNOWN] if there was none yet.
    double rate(Cell<?> cell, long now) {
        long taken = cell.home.watching.processed(cell);
        lock.lock();
        try {
            Glance glance = cell.life.glance;
            if (glance != null) return glance.rate(now, taken);
            cell.life.glance = new Glance(now, taken);
            return UNKNOWN;
        } finally {
            lock.unlock();
        }
    }

    /// Nanoseconds that the oldest message has waited at least; `-1` if nothing waits.
    long oldest(Cell<?> cell, long now) {
        int depth = cell.depth();
        long taken = cell.home.watching.processed(cell);
        lock.lock();
        try {
            Glance glance = cell.life.glance;
            if (glance == null) {
                if (depth == 0) return -1;
                cell.life.glance = glance = new Glance(now, taken);
            }
            return glance.oldest(now, taken, depth);
        } finally {
            lock.unlock();
        }
    }

    /// Nobody looks on any more.
    void forget(Iterable<Cell<?>> cells) {
        for (Cell<?> cell : cells) {
            lock.lock();
            cell.life.glance = null;
            lock.unlock();
        }
    }
}
