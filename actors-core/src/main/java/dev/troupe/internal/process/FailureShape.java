package dev.troupe.internal.process;

import dev.troupe.offload.RemoteFailureException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a failure looks like, for the side that may not have its class: names, texts, stack traces, and who caused or
/// suppressed whom. These may form circles. Failures are user code and may fail themselves when they are asked. What is too
/// long is cut.
///
/// ```
///   count i32, then each failure: class utf, text utf,
///     frames i32, each: loader?, module?, version?, class, method, file? utf, line i32      (?: a boolean before it)
///   then each failure: cause i32 (-1 none), suppressed i32, each i32                        (places in that list)
/// ```
final class FailureShape {
    private static final int MOST_FAILURES = 200;
    private static final int MOST_FRAMES = 1_024;
    /// In modified UTF-8 at most three bytes each, and a text is at most 65,535 bytes.
    private static final int MOST_CHARS = 16_000;
    /// A frame's own limit is not to be met: from here on texts are cut to nothing.
    private static final int MOST_CHARS_OF_ALL = 4 * 1024 * 1024;
    private static final String UNKNOWN = "(its text can't be had)";
    private static final int NONE = -1;

    /// What is left of [#MOST_CHARS_OF_ALL].
    private int charsLeft = MOST_CHARS_OF_ALL;
    private final DataOutput to;

    private FailureShape(DataOutput to) {
        this.to = to;
    }

    static void write(Throwable failure, DataOutput to) throws IOException {
        new FailureShape(to).writeAll(failure);
    }

    private void writeAll(Throwable failure) throws IOException {
        IdentityHashMap<Throwable, Integer> places = new IdentityHashMap<>();
        List<Throwable> all = new ArrayList<>();
        place(failure, places, all);
        for (int at = 0; at < all.size(); at++) {
            place(asked(all.get(at)::getCause, null), places, all);
            for (Throwable one : all.get(at).getSuppressed()) place(one, places, all);
        }
        to.writeInt(all.size());
        for (Throwable one : all) writeOne(one);
        for (Throwable one : all) {
            to.writeInt(place(asked(one::getCause, null), places));
            int[] known = Stream.of(one.getSuppressed()).mapToInt(other -> place(other, places)).filter(p -> p != NONE)
                    .toArray();
            to.writeInt(known.length);
            for (int place : known) to.writeInt(place);
        }
    }

    private static void place(@Nullable Throwable one, IdentityHashMap<Throwable, Integer> places,
            List<Throwable> all) {
        if (one == null || all.size() == MOST_FAILURES || places.putIfAbsent(one, all.size()) != null) return;
        all.add(one);
    }

    private static int place(@Nullable Throwable one, IdentityHashMap<Throwable, Integer> places) {
        return one == null ? NONE : places.getOrDefault(one, NONE);
    }

    private void writeOne(Throwable one) throws IOException {
        writeText(one.getClass().getName());
        String text = asked(one::getMessage, UNKNOWN);
        writeText(text == null ? "" : text);
        List<StackTraceElement> frames = frames(one);
        to.writeInt(frames.size());
        for (StackTraceElement frame : frames) {
            writeOptional(frame.getClassLoaderName());
            writeOptional(frame.getModuleName());
            writeOptional(frame.getModuleVersion());
            writeText(frame.getClassName());
            writeText(frame.getMethodName());
            writeOptional(frame.getFileName());
            to.writeInt(frame.getLineNumber());
        }
    }

    private static List<StackTraceElement> frames(Throwable of) {
        StackTraceElement[] frames = asked(of::getStackTrace, null);
        return frames == null ? List.of() : Stream.of(frames).filter(Objects::nonNull).limit(MOST_FRAMES).toList();
    }

    /// What the failure says; something about it if it fails when it is asked.
    static String textOf(Throwable failure) {
        return String.valueOf(asked(failure::getMessage, UNKNOWN));
    }

    /// What the failure is and says.
    static String nameOf(Throwable failure) {
        return String.valueOf(asked(failure::toString, failure.getClass().getName()));
    }

    private static <T> @Nullable T asked(Supplier<@Nullable T> question, @Nullable T otherwise) {
        try {
            return question.get();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return otherwise;
        }
    }

    static String cut(String text) {
        return cut(text, MOST_CHARS);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private void writeText(String text) throws IOException {
        String told = cut(text, Math.min(charsLeft, MOST_CHARS));
        charsLeft = Math.max(0, charsLeft - told.length());
        to.writeUTF(told);
    }

    private void writeOptional(@Nullable String text) throws IOException {
        to.writeBoolean(text != null);
        if (text != null) writeText(text);
    }

    static RemoteFailureException read(DataInput from) throws IOException {
        RemoteFailureException[] all = new RemoteFailureException[within(1, MOST_FAILURES, from.readInt())];
        for (int i = 0; i < all.length; i++) all[i] = readOne(from);
        for (RemoteFailureException one : all) {
            int cause = within(NONE, all.length - 1, from.readInt());
            if (cause != NONE && all[cause] != one) one.initCause(all[cause]);
            for (int left = within(0, all.length, from.readInt()); left > 0; left--) {
                RemoteFailureException other = all[within(0, all.length - 1, from.readInt())];
                if (other != one) one.addSuppressed(other);
            }
        }
        return all[0];
    }

    private static RemoteFailureException readOne(DataInput from) throws IOException {
        RemoteFailureException one = new RemoteFailureException(from.readUTF(), from.readUTF());
        StackTraceElement[] frames = new StackTraceElement[within(0, MOST_FRAMES, from.readInt())];
        for (int i = 0; i < frames.length; i++)
            frames[i] = new StackTraceElement(readText(from), readText(from), readText(from), from.readUTF(),
                    from.readUTF(), readText(from), from.readInt());
        one.setStackTrace(frames);
        return one;
    }

    private static @Nullable String readText(DataInput from) throws IOException {
        return from.readBoolean() ? from.readUTF() : null;
    }

    private static int within(int least, int most, int count) throws ProtocolException {
        if (count < least || count > most)
            throw new ProtocolException("a count must be " + least + " to " + most + ": count=" + count);
        return count;
    }
}
