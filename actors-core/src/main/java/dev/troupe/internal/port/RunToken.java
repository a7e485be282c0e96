package dev.troupe.internal.port;

import org.jspecify.annotations.Nullable;

/// Names the one thread whose code may touch what a scheduler owns: its deque, its timers, its actors' state.
///
/// The field is plain, though any thread may ask. The race is benign: a thread can only find *itself* named when it
/// holds the token, because whoever passes the token on writes before the receiver runs, and a thread that has lost the
/// token saw that loss (it wrote it, or it was not running while another did). Every other value read is just "not me".
public final class RunToken {
    private static final ThreadLocal<@Nullable RunToken> DRIVEN = new ThreadLocal<>();

    private @Nullable Thread holder;

    /// Whether the calling thread holds this token.
    public boolean held() {
        return holder == Threads.current();
    }

    /// The holder as last seen; exact only for the holder itself, a hint for everybody else.
    public @Nullable Thread holder() {
        return holder;
    }

    /// Notes for the calling thread that this is the token of what it drives, so that a generator stepped from there runs
    /// on behalf of the same driver.
    ///
    /// @return what to give to [#leave]
    public @Nullable RunToken enter() {
        RunToken outer = DRIVEN.get();
        DRIVEN.set(this);
        return outer;
    }

    /// Undoes [#enter].
    public static void leave(@Nullable RunToken outer) {
        if (outer == null) DRIVEN.remove();
        else DRIVEN.set(outer);
    }

    /// The token that the calling thread holds as a driver, or a new one.
    public static RunToken ofThisThread() {
        RunToken token = DRIVEN.get();
        return token != null && token.held() ? token : new RunToken();
    }

    /// Passes the token on. Called by the holder, or by the first thread to take a free token.
    public void pass(@Nullable Thread next) {
        holder = next;
    }
}
