package dev.troupe.supervision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A supervisor has ended, and all its children with it, because they would have had to be restarted too often. The cause
/// is the last child's failure; there is none if that one was stopped or killed, or ended normally.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="intensity"}
public final class IntensityExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The last child's name.
    private final String child;

    IntensityExceededException(String supervisor, String child, int restarts, Duration period,
            @Nullable Throwable cause) {
        super("a supervisor must not restart its children more often: restarts=" + restarts + ", period=" + period
                + ", child=" + child + ", supervisor=" + supervisor, cause);
        this.child = child;
    }

    /// The child that would have had to be restarted once more.
    ///
    /// @return its name
    public String child() {
        return child;
    }
}
