package dev.troupe.internal.process;

import dev.troupe.internal.log.Log;
import dev.troupe.internal.port.SpinLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Takes what a child prints, on a thread of its own, so that the child never waits for a reader: line by line to the log
/// or to whoever asked for it. The last lines are kept for who wants to know why the child has ended; of a JVM's crash report
/// the first, which say what happened.
final class Output {
    private static final Logger LOGGER = Log.logger("dev.troupe.offload");
    private static final int LONGEST_LINE_BYTES = 4_096;
    private static final int KEPT = 20;
    private static final int KEPT_CHARS = 500;
    private static final String REPORT = "# A fatal error has been detected by the Java Runtime Environment";
    private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+) ");

    private final String worker;
    private final InputStream from;
    private final BiConsumer<String, String> to;
    private final Thread pump;

    private final SpinLock lock = new SpinLock();
    private final ArrayDeque<String> last = new ArrayDeque<>(KEPT);
    private final List<String> report = new ArrayList<>();

    private final byte[] line = new byte[LONGEST_LINE_BYTES];
    private int length;

    Output(String worker, InputStream from, @Nullable BiConsumer<String, String> to) {
        this.worker = worker;
        this.from = from;
        this.to = to == null ? (name, text) -> LOGGER.info("{}: {}", name, text) : to;
        this.pump = Thread.ofPlatform().daemon().name(worker + "-output").stackSize(256 * 1024).unstarted(this::run);
    }

    Output start() {
        pump.start();
        return this;
    }

    /// Waits until all has been taken, if the pipe is closed by then: a process that the child started may hold it open.
    void await(Duration limit) {
        boolean interrupted = Thread.interrupted();
        try {
            pump.join(limit);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// What has been said last, or of a crash report the head.
    List<String> last() {
        lock.lock();
        try {
            return List.copyOf(report.isEmpty() ? last : report);
        } finally {
            lock.unlock();
        }
    }

    /// The signal that a crash report names; null if there is no report, or none in it.
    @Nullable String signal() {
        lock.lock();
        try {
            for (String text : report) {
                Matcher named = SIGNAL.matcher(text);
                if (named.lookingAt()) return named.group(1);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        byte[] bytes = new byte[8_192];
        try {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) take(bytes, count);
        } catch (IOException e) {
            // the child is gone
        }
        if (length > 0) tell(length);
    }

    /// Whatever comes of it: a pipe that nobody empties stops the child.
    private void take(byte[] bytes, int count) {
        try {
            for (int i = 0; i < count; i++) take(bytes[i]);
        } catch (Throwable t) {
            length = 0; // memory has run out: these lines are lost, and there is none to say so
        }
    }

    private void take(byte b) {
        if (b == '\n') {
            tell(length);
            return;
        }
        if (length == LONGEST_LINE_BYTES) tell(wholeChars());
        line[length++] = b;
    }

    /// Where the line can be cut without cutting a character of UTF-8.
    private int wholeChars() {
        int lead = length - 1;
        while (lead > length - 4 && (line[lead] & 0xc0) == 0x80) lead--;
        int bytes = switch (line[lead] & 0xf0) {
            case 0xc0, 0xd0 -> 2;
            case 0xe0 -> 3;
            case 0xf0 -> 4;
            default -> 1;
        };
        return lead + bytes > length ? lead : length;
    }

    private void tell(int end) {
        int shown = end > 0 && line[end - 1] == '\r' ? end - 1 : end;
        String text = new String(line, 0, shown, StandardCharsets.UTF_8);
        System.arraycopy(line, end, line, 0, length - end);
        length -= end;
        keep(text.length() <= KEPT_CHARS ? text : text.substring(0, KEPT_CHARS) + "…");
        try {
            to.accept(worker, text);
        } catch (Throwable e) { // an error of theirs must not end this thread either
            LOGGER.warn("who takes the output of workers must not fail: worker={}, line={}", worker, text, e);
        }
    }

    private void keep(String text) {
        lock.lock();
        try {
            if (!report.isEmpty() || text.startsWith(REPORT)) {
                if (report.size() < KEPT) report.add(text);
                return;
            }
            if (last.size() == KEPT) last.removeFirst();
            last.addLast(text);
        } finally {
            lock.unlock();
        }
    }
}
