package dev.troupe.internal.report;

import dev.troupe.DeadLetter;
import dev.troupe.Failure;
import dev.troupe.spi.DeadLetterEntry;
import dev.troupe.spi.FailureEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// Events for people as others get them: names and classes only.
final class Entries {
    private static final int STACK = 65_536;
    private static final int WORDS = 1_000;

    private Entries() {}

    static DeadLetterEntry of(DeadLetter letter, long atMillis) {
        return new DeadLetterEntry(atMillis, letter.recipient(), letter.message().getClass().getName(),
                Tallies.word(letter.reason()));
    }

    static FailureEntry of(Failure failure, long atMillis) {
        Throwable cause = failure.cause();
        Class<?> message = failure.message();
        return new FailureEntry(atMillis, failure.actor(), message == null ? null : message.getName(),
                cause.getClass().getName(), text(cause), Tallies.word(failure.directive()), failure.restarts(),
                stack(cause));
    }

    /// What a user's exception says may throw itself.
    private static @Nullable String text(Throwable cause) {
        try {
            return cause.getMessage();
        } catch (Throwable e) {
            return "(its message can't be made: " + e.getClass().getName() + ")";
        }
    }

    static String inWords(Throwable cause) {
        String text = text(cause);
        String type = cause.getClass().getName();
        if (text == null) return type;
        return type + ": " + (text.length() <= WORDS ? text : text.substring(0, WORDS) + "…");
    }

    private static String stack(Throwable cause) {
        StringWriter all = new StringWriter();
        try {
            cause.printStackTrace(new PrintWriter(all));
        } catch (Throwable e) {
            return cause.getClass().getName() + " (its stack can't be printed: " + e.getClass().getName() + ")";
        }
        return all.getBuffer().length() <= STACK ? all.toString() : all.getBuffer().substring(0, STACK);
    }
}
