package dev.troupe.offload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The child JVM that had a task in its hands has ended, or could not start: a crash, memory that ran out, a call of
/// `System.exit`, a kill from outside. Whether and how far the task ran is not known. Other tasks are not concerned.
///
/// Immutable; any thread may share it.
///
/// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="workerLost"}
public final class WorkerLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The child's name.
    private final String worker;
    /// Its exit code, if it exited.
    private final @Nullable Integer exitCode;
    /// The signal's name, if there was one.
    private final @Nullable String signal;
    /// What it wrote last.
    private final List<String> output;

    /// For the library.
    ///
    /// @param rule what must hold and didn't
    /// @param worker the child's name
    /// @param exitCode its exit code, if it exited
    /// @param signal the signal that ended it, or made it exit
    /// @param output what it wrote last
    /// @param cause what broke the connection, or kept the child from starting
    public WorkerLostException(String rule, String worker, @Nullable Integer exitCode, @Nullable String signal,
            List<String> output, @Nullable Throwable cause) {
        super(text(rule, worker, exitCode, signal, output), cause);
        this.worker = worker;
        this.exitCode = exitCode;
        this.signal = signal;
        this.output = List.copyOf(output);
    }

    private static String text(String rule, String worker, @Nullable Integer exitCode, @Nullable String signal,
            List<String> output) {
        return rule + ": worker=" + worker + (signal != null ? ", signal=" + signal : "")
                + (exitCode != null ? ", exitCode=" + exitCode : "")
                + (output.isEmpty() ? "" : ", last output:\n  " + String.join("\n  ", output));
    }

    /// Which child it was.
    ///
    /// @return its name
    public String worker() {
        return worker;
    }

    /// With which code it ended. A heap that is exhausted gives 3. What looks like a signal is none here.
    ///
    /// @return the code; empty if a kill ended it, or it never ran
    public OptionalInt exitCode() {
        return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /// Which signal ended it, such as `SIGKILL`, or `SIGSEGV` after a native fault; a JVM that crashes has an exit code besides.
    /// Names are for POSIX systems. An exit with a code of
    /// 128 and a signal's number can't be told from the signal: `System.exit(137)` is told as `SIGKILL`.
    ///
    /// @return the signal, if one did
    public Optional<String> signal() {
        return Optional.ofNullable(signal);
    }

    /// The last lines it wrote, or the head of its crash report.
    ///
    /// @return the lines, each without its end
    public List<String> output() {
        return output;
    }
}
