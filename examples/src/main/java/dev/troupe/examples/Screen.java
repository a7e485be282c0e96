package dev.troupe.examples;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Where the demo's lines go. Any thread may call it.
///
/// *Escape codes* go only to a terminal that understands them, and whose user wants them: not with `NO_COLOR` or
/// `TERM=dumb`, nor into a file or a pipe.
///
/// *Nobody reads any more.* Whoever was to read a pipe may have gone: `head` does that. A print stream keeps silent about it,
/// so it is asked after each line. The JVM is then halted: actors that go on must not keep it alive, and what they print
/// is lost anyway.
@NullMarked
final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean rich;
    private final Runnable whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private int statusLength; // guarded by lock

    Screen(PrintStream out, PrintStream err, boolean rich, Runnable whenClosed) {
        this.out = out;
        this.err = err;
        this.rich = rich;
        this.whenClosed = whenClosed;
    }

    /// The screen of this process.
    @SuppressWarnings("SystemConsoleNull") // it is where another provider of consoles was chosen
    static Screen ofProcess() {
        @Nullable Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new Screen(System.out, System.err, terminal && understandsCodes(System.getenv()),
                () -> Runtime.getRuntime().halt(1));
    }

    static boolean understandsCodes(Map<String, String> environment) {
        @Nullable String noColor = environment.get("NO_COLOR");
        @Nullable String term = environment.get("TERM");
        return (noColor == null || noColor.isEmpty()) && term != null && !term.equals("dumb");
    }

    /// Whether it takes escape codes.
    boolean isRich() {
        return rich;
    }

    /// Prints a line.
    void line(String text) {
        lock.lock();
        try {
            clearStatus();
            out.println(text);
            if (!out.checkError()) return;
        } finally {
            lock.unlock();
        }
        err.println("troupe: nobody reads the output any more");
        whenClosed.run();
    }

    /// Prints a line for those who want to know what went wrong.
    void complain(String text) {
        lock.lock();
        try {
            clearStatus();
            err.println("troupe: " + text);
        } finally {
            lock.unlock();
        }
    }

    /// Shows a line that gives way to the next one, of either kind. Only on a rich screen.
    void status(String text) {
        if (!rich) return;
        lock.lock();
        try {
            clearStatus();
            err.print(text);
            err.flush();
            statusLength = text.length();
        } finally {
            lock.unlock();
        }
    }

    private void clearStatus() {
        if (statusLength == 0) return;
        err.print("\r" + " ".repeat(statusLength) + "\r");
        err.flush();
        statusLength = 0;
    }

    String bold(String text) {
        return coded("1", text);
    }

    String green(String text) {
        return coded("32", text);
    }

    String red(String text) {
        return coded("31", text);
    }

    private String coded(String code, String text) {
        return rich ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
