package dev.troupe.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The processes that a child has started, and those that they have.
///
/// While the child lives, the system knows whose they are. When it has ended by itself, they belong to another; so each child
/// has a mark in its environment, which they inherit. To look for it takes some milliseconds, and is done for the dead alone.
final class Kin {
    /// The variable with the mark.
    static final String VARIABLE = "TROUPE_WORKER";

    private static final Path SYSTEM = Path.of("/proc");

    private Kin() {}

    /// Those of a child that lives; none if the system doesn't tell.
    static List<ProcessHandle> of(ProcessHandle child) {
        try {
            return child.descendants().toList();
        } catch (UnsupportedOperationException | SecurityException e) {
            return List.of();
        }
    }

    /// Those that bear the mark, and whose environment may be read; none but on Linux.
    static List<ProcessHandle> marked(String mark) {
        if (!Files.isDirectory(SYSTEM.resolve("self"))) return List.of();
        String wanted = VARIABLE + "=" + mark + "\0"; // each entry ends so
        try {
            return ProcessHandle.allProcesses().filter(one -> environment(one).contains(wanted)).toList();
        } catch (UnsupportedOperationException | SecurityException e) {
            return List.of();
        }
    }

    private static String environment(ProcessHandle of) {
        try {
            Path file = SYSTEM.resolve(Long.toString(of.pid())).resolve("environ");
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // another user's, or gone
        }
    }
}
