package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Lane;
import dev.troupe.internal.scheduler.Timer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a body waits for. As a signal it wakes the body, if that still waits for the same thing.
non-sealed class Wait extends Signal {
    /// The next message, whatever it is: shared, since it carries nothing.
    static final Wait ANY = new Wait("receives", Object.class, null);
    /// The end of the last child, for an actor that stops itself.
    static final Wait CHILDREN = new Wait("waits for its children to end", null, null);

    private final String what;
    private final @Nullable Class<?> type;
    private final @Nullable Predicate<Object> wanted;
    @Nullable Timer<Chain> timer;

    Wait(String what, @Nullable Class<?> type, @Nullable Predicate<Object> wanted) {
        this.what = what;
        this.type = type;
        this.wanted = wanted;
    }

    static Wait sleep() {
        return new Wait("sleeps", null, null);
    }

    static Wait yield() {
        return new Wait("yields", null, null);
    }

    static Wait receive(Class<?> type) {
        return new Wait("receives", type, null);
    }

    @SuppressWarnings("unchecked")
    static <M> Wait receive(Predicate<? super M> wanted) {
        return new Wait("receives", null, (Predicate<Object>) wanted);
    }

    /// The wait is over, however it ended. Called by the holder of the waiting party's lane, once.
    void over(Lane<Chain> lane) {
        if (timer != null) lane.cancel(timer);
    }

    /// Who must do something for this wait to end, if that is one party.
    @Nullable Party waitsFor() {
        return null;
    }

    /// Whether it waits for a message.
    boolean receives() {
        return type != null || wanted != null;
    }

    /// Whether it waits for room in a mailbox.
    boolean isForRoom() {
        return false;
    }

    /// Whether [#waitsForAll()] says more than [#waitsFor()].
    boolean isForSeveral() {
        return false;
    }

    /// All who must do something for this wait to end, as far as they are known.
    List<Party> waitsForAll() {
        Party other = waitsFor();
        return other == null ? List.of() : List.of(other);
    }

    /// How it waits for one of those, in words.
    String towards(Party other) {
        return toString();
    }

    /// Whether it waits for that message. What the user's predicate throws passes through.
    boolean accepts(Object message) {
        return type != null ? type.isInstance(message) : wanted != null && wanted.test(message);
    }

    @Override
    public String toString() {
        return type == null || type == Object.class ? what : what + " " + type.getSimpleName();
    }
}
