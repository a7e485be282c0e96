package dev.troupe.internal.process;

import dev.troupe.offload.RemoteFailureException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a failure looks like, for the side that may not have its class: names, texts, stack traces, and who caused or
/// suppressed whom. These may form circles. Failures are user code and may fail themselves when they are asked.
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
    private static final int NONE = -1;

    private FailureShape() {}

    static void write(Throwable failure, DataOutput to) throws IOException {
        IdentityHashMap<Throwable, Integer> places = new IdentityHashMap<>();
        List<Throwable> all = new ArrayList<>();
        place(failure, places, all);
        for (int at = 0; at < all.size(); at++) {
            place(asked(all.get(at)::getCause, null), places, all);
            for (Throwable one : suppressed(all.get(at))) place(one, places, all);
        }
        to.writeInt(all.size());
        for (Throwable one : all) writeOne(one, to);
        for (Throwable one : all) {
            to.writeInt(place(asked(one::getCause, null), places));
            int[] known = suppressed(one).stream().mapToInt(other -> place(other, places)).filter(p -> p != NONE)
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

    private static List<Throwable> suppressed(Throwable of) {
        return List.of(of.getSuppressed());
    }

    private static void writeOne(Throwable one, DataOutput to) throws IOException {
        to.writeUTF(cut(one.getClass().getName()));
        String text = asked(one::getMessage, "(its text can't be had)");
        to.writeUTF(text == null ? "" : cut(text));
        StackTraceElement[] frames = asked(one::getStackTrace, null);
        int count = frames == null ? 0 : Math.min(frames.length, MOST_FRAMES);
        to.writeInt(count);
        for (int i = 0; frames != null && i < count; i++) {
            StackTraceElement frame = frames[i];
            writeText(frame.getClassLoaderName(), to);
            writeText(frame.getModuleName(), to);
            writeText(frame.getModuleVersion(), to);
            to.writeUTF(cut(frame.getClassName()));
            to.writeUTF(cut(frame.getMethodName()));
            writeText(frame.getFileName(), to);
            to.writeInt(frame.getLineNumber());
        }
    }

    private static <T> @Nullable T asked(Supplier<@Nullable T> question, @Nullable T otherwise) {
        try {
            return question.get();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return otherwise;
        }
    }

    static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }

    private static void writeText(@Nullable String text, DataOutput to) throws IOException {
        to.writeBoolean(text != null);
        if (text != null) to.writeUTF(cut(text));
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
