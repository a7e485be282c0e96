package dev.troupe.internal.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of the signals that end processes. The JDK gives such an end as 128 and the signal's number, which a program
/// that exits with that code does, too.
final class Signals {
    private static final int BASE = 128;
    private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(1, "SIGHUP"), Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"), Map.entry(4, "SIGILL"), Map.entry(5, "SIGTRAP"), Map.entry(6, "SIGABRT"),
            Map.entry(8, "SIGFPE"), Map.entry(9, "SIGKILL"), Map.entry(11, "SIGSEGV"), Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"), Map.entry(15, "SIGTERM"));

    private Signals() {}

    /// The name; null if the code is of no signal whose number is the same everywhere.
    static @Nullable String of(int exitCode) {
        return NAMES.get(exitCode - BASE);
    }
}
