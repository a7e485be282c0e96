package dev.troupe.internal.system;

/// How a close divides its limit, in points of `System.nanoTime()`.
///
/// The last part of the limit, half a second or a fifth of it, is for what must not be skipped. Without hooks that is
/// killing who hasn't ended; each group of hooks has another such part kept for what comes after it.
///
/// @param hooks the hooks before the end of the actors must have ended
/// @param soft who hasn't ended is killed, and who blocks is interrupted
/// @param killed who is left is given up
/// @param offload the first hooks after the end of the actors must have ended
/// @param hard the limit: the last hooks must have ended
record CloseTimes(long hooks, long soft, long killed, long offload, long hard) {
    /// @param now when the close began
    /// @param limitNanos how long it may take
    /// @param later whether there are hooks for after the end of the actors
    static CloseTimes of(long now, long limitNanos, boolean later) {
        long part = Math.min(limitNanos / 5, 500_000_000);
        long hard = now + limitNanos;
        long killed = later ? hard - part : hard;
        long soft = killed - part;
        return new CloseTimes(soft - part, soft, killed, killed + part / 2, hard);
    }
}
