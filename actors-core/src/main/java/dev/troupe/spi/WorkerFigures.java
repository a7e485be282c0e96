package dev.troupe.spi;

import org.jspecify.annotations.Nullable;

/// One thread that gives turns, at a moment. Counts are since it was made.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="workers"}
///
/// @param scheduler whose it is, by name
/// @param index its number, from 1
/// @param thread the thread's name; empty if nobody drives
/// @param state what it does
/// @param turns how many turns it has taken
/// @param rounds how often it has begun to see to an actor
/// @param steals how many actors it has taken from others
/// @param parks how often it has found nothing to do and slept
/// @param ready how many wait for it
/// @param busyNanos how long it hasn't slept, in nanoseconds
/// @param upNanos how long it has been there, in nanoseconds; on the deque, how long it was driven
/// @param turnNanos how long the turn that runs has run at least, in nanoseconds, which is known from one poll to the next; 0 if it is
///        a new one
/// @param actor whose turn it is; null if it is nobody's
/// @param blocked whether it waits for something within that turn
public record WorkerFigures(String scheduler, int index, String thread, State state, long turns, long rounds,
        long steals, long parks, int ready, long busyNanos, long upNanos, long turnNanos, @Nullable String actor,
        boolean blocked) {
    /// What a worker does.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="workers"}
    public enum State {
        /// It has a turn to run.
        BUSY,
        /// It looks for something to do.
        IDLE,
        /// It sleeps, has no thread yet, or nobody drives.
        PARKED
    }
}
