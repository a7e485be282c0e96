package dev.troupe.internal.scheduler;

import dev.troupe.internal.port.RunToken;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where entries wait for their turns, one after the other: the one lane of all who share a deque, or the lane of one actor.
/// As a token it names the thread that runs one of these turns.
///
/// Who holds a lane may touch the state of those whose turns it gives, and nobody else may.
///
/// @param <C> what has to be resumed for a turn that can't be taken on the spot
public abstract class Lane<C> extends RunToken {
    /// Appends an entry. The caller holds the lane.
    public abstract void put(Turn<C> turn, Object argument);

    /// Puts an entry before what waits, but on a lane of one actor behind other entries that were put so. The caller holds the lane.
    public abstract void putFirst(Turn<C> turn, Object argument);

    /// Puts an entry from any thread; an urgent one goes before what waits when it is seen.
    public abstract void putOutside(Turn<C> turn, Object argument, boolean urgent);

    /// Puts an entry at a point in time. The caller holds the lane.
    public abstract Timer<C> putAt(long deadlineNanos, Turn<C> turn, Object argument);

    /// Cancels a timer. The caller holds the lane.
    ///
    /// @return whether it was still pending
    public abstract boolean cancel(Timer<C> timer);

    /// Takes the next entry's argument within the turn that runs, without a new turn, if that is allowed now: nothing urgent waits,
    /// it fits, and others need not go first. The caller holds the lane, which is one actor's.
    public @Nullable Object takeNow(Predicate<Object> fits) {
        return null;
    }

    /// Whether what runs has had its share, and is to let others go first when it can. Counts as a turn. The caller holds the lane.
    public boolean isShareOver() {
        return false;
    }

    /// Something that will put an entry later began (`+1`) or has ended (`-1`). The caller holds the lane.
    public abstract void outstanding(int change);

    /// Takes turns until something has to be resumed for one, or the thread that drives must go on itself (null). The caller
    /// holds the lane.
    public abstract @Nullable C next();

    /// Whose turn it is, or was last. Exact for the holder.
    public abstract @Nullable Turn<C> running();

    /// It is that one's turn again. The caller holds the lane.
    public abstract void runs(Turn<C> turn);

    /// Takes every entry out, in order, and gives its argument to `taker`, which puts back what must go on. Only for a lane of one
    /// actor. The caller holds it.
    public void sweep(Consumer<Object> taker) {
        throw new UnsupportedOperationException("a lane of many is swept by who closes it");
    }

    /// Interrupts the turn that runs, if it runs on a thread that is nobody else's. Any thread may call it.
    public void interrupt() {}

    /// Does something at a point in time that doesn't wait for anything, where a lane has threads of its own. Any thread may
    /// call it.
    public void at(long deadlineNanos, Runnable work) {
        throw new UnsupportedOperationException("a lane of many has timers that only its holder sets");
    }

    /// The only one who has turns here has had the last that counts.
    public void over() {}

    /// Whether what is resumed for these turns has a thread of its own.
    public boolean hasOwnThread() {
        return false;
    }
}
