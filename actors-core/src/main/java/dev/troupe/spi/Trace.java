package dev.troupe.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an actor takes, for a time. Any thread may call it.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="trace"}
public interface Trace extends Attachment {
    /// What was recorded and is still kept.
    ///
    /// @return the oldest first
    List<Entry> entries();

    /// How many were recorded, also those that are not kept any more.
    ///
    /// @return the number
    long recorded();

    /// Whether nothing more comes: it is closed, or its time is over, or the actor has ended.
    ///
    /// @return whether it is over
    boolean isOver();

    /// A message that was taken. Of one that was sent before the trace began, sender and wait are not known.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="trace"}
    ///
    /// @param atMillis when, in milliseconds since 1970, by the system's clock
    /// @param message the class of the message
    /// @param sender the name of the actor or task that sent it; null from outside, or if it isn't known
    /// @param waitNanos how long it had waited, in nanoseconds; `-1` if that isn't known
    /// @param body its text, at most 1,000 characters; null unless that was asked for
    record Entry(long atMillis, String message, @Nullable String sender, long waitNanos, @Nullable String body) {}
}
