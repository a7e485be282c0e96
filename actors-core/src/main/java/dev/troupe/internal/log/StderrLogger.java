package dev.troupe.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// Writes warnings and errors to `System.err`, each record in one piece so that threads don't mix theirs; see [Records].
@SuppressWarnings("NullAway") // SLF4J's base classes carry no annotations
final class StderrLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    StderrLogger(String name) {
        this.name = name;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(Level level, @Nullable Marker marker, String pattern,
            Object @Nullable [] arguments, @Nullable Throwable failure) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.printf("%s %s: %s%n", level, name, MessageFormatter.basicArrayFormat(pattern, arguments));
        if (failure != null) trace(failure, lines);
        Records.ERR.add(text.toString());
    }

    /// The text of a failure is a user's code.
    private static void trace(Throwable failure, PrintWriter lines) {
        try {
            failure.printStackTrace(lines);
        } catch (Throwable t) {
            lines.printf("%s, whose text can't be had: %s%n", failure.getClass().getName(), t.getClass().getName());
        }
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
