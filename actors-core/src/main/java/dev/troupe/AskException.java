package dev.troupe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A wait for an answer that will not come. Says what is known of the target, so that the log line is enough to go on.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
public abstract sealed class AskException extends RuntimeException
        permits AskTimeoutException, AskStoppedException, AskAbsentException, AskCrashedException, AskRefusedException,
        DeadlockException {
    private static final long serialVersionUID = 1L;

    /// The name of the actor that was asked.
    private final String target;
    private final transient @Nullable Details details;

    AskException(String text, String target, @Nullable Details details, @Nullable Throwable cause) {
        super(details == null ? text : text + ": target=" + target + ", " + details, cause);
        this.target = target;
        this.details = details;
    }

    /// What is known when an ask fails.
    ///
    /// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
    ///
    /// @param message the class of the message; null if it was not made
    /// @param elapsed how long the asker has waited
    /// @param targetLives whether the target is neither stopped nor stopping
    /// @param waiting how many messages wait at the target: on their way, kept or stashed. At least so many, since of the
    ///        deque's entries only the first 10,000 are looked at, and what other threads have just sent may be missing; for
    ///        a mailbox with a bound or an order it is exact
    public record Details(@Nullable Class<?> message, Duration elapsed, boolean targetLives, int waiting) {
        @Override
        public String toString() {
            return "message=" + (message == null ? "none" : message.getName()) + ", elapsed=" + elapsed
                    + ", target lives="
                    + targetLives + ", messages waiting there=" + waiting;
        }
    }

    /// The name of the actor that was asked.
    ///
    /// @return the name
    public String target() {
        return target;
    }

    /// What was known when the ask failed.
    ///
    /// @return the details; null for a deadlock among others than asks
    public @Nullable Details details() {
        return details;
    }
}
