package dev.troupe.internal.port;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Names the one thread whose code may touch what a scheduler owns: its deque, its timers, its actors' state.
///
/// The field is plain, though any thread may ask. The race is benign: a thread can only find *itself* named when it
/// holds the token, because whoever passes the token on writes before the receiver runs, and a thread that has lost the
/// token saw that loss (it wrote it, or it was not running while another did). Every other value read is just "not me".
public class RunToken {
    private static final ThreadLocal<@Nullable Supplier<? extends @Nullable RunToken>> DRIVEN = new ThreadLocal<>();

    private @Nullable Thread holder;

    /// Whether the calling thread holds this token.
    public final boolean held() {
        return holder == Threads.current();
    }

    /// The holder as last seen; exact only for the holder itself, a hint for everybody else.
    public final @Nullable Thread holder() {
        return holder;
    }

    /// Notes for the calling thread that this is the token of what it drives, so that a generator stepped from there runs
    /// on behalf of the same driver.
    ///
    /// @return what to give to [#leave]
    public final @Nullable Supplier<? extends @Nullable RunToken> enter() {
        return enter(() -> this);
    }

    /// The same for a thread that drives now one, now another.
    ///
    /// @param now says which
    public static @Nullable Supplier<? extends @Nullable RunToken> enter(Supplier<? extends @Nullable RunToken> now) {
        Supplier<? extends @Nullable RunToken> outer = DRIVEN.get();
        DRIVEN.set(now);
        return outer;
    }

    /// Undoes [#enter].
    public static void leave(@Nullable Supplier<? extends @Nullable RunToken> outer) {
        if (outer == null) DRIVEN.remove();
        else DRIVEN.set(outer);
    }

    /// The token that the calling thread holds as a driver, or null.
    public static @Nullable RunToken driven() {
        Supplier<? extends @Nullable RunToken> now = Threads.local(DRIVEN);
        RunToken token = now == null ? null : now.get();
        return token != null && token.held() ? token : null;
    }

    /// The token that the calling thread holds as a driver, or a new one.
    public static RunToken ofThisThread() {
        RunToken token = driven();
        return token != null ? token : new RunToken();
    }

    /// Passes the token on. Called by the holder, or by the first thread to take a free token.
    public final void pass(@Nullable Thread next) {
        holder = next;
    }
}
