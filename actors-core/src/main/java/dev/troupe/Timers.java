package dev.troupe;

import java.time.Duration;

/// An actor's timers: messages to itself at points in time, by the system's clock.
///
/// Each has a key; setting one replaces the one with the same key, and what that one has sent and the actor has not taken
/// yet stays. All end when the actor begins to stop. Belongs to the actor as its context does.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="timers"}
///
/// @param <M> the class of the actor's messages
public interface Timers<M> {
    /// Sends a message once.
    ///
    /// @param key names the timer
    /// @param delay when, from now
    /// @param message the message
    /// @throws IllegalArgumentException if the delay is negative
    void once(Object key, Duration delay, M message);

    /// Sends a message again and again, each time so long after the last.
    ///
    /// @param key names the timer
    /// @param delay the first time from now, and from one to the next
    /// @param message the message
    /// @throws IllegalArgumentException if the delay is zero or negative
    void fixedDelay(Object key, Duration delay, M message);

    /// Sends a message again and again at points in time that don't drift: one that is late doesn't move the next.
    ///
    /// @param key names the timer
    /// @param period the first time from now, and from one to the next
    /// @param message the message
    /// @throws IllegalArgumentException if the period is zero or negative
    void fixedRate(Object key, Duration period, M message);

    /// Cancels a timer.
    ///
    /// @param key names the timer
    /// @return whether there was one
    boolean cancel(Object key);

    /// Cancels all timers.
    void cancelAll();

    /// Whether a timer will still send.
    ///
    /// @param key names the timer
    /// @return whether there is one
    boolean isActive(Object key);
}
