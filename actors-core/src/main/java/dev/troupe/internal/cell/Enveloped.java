package dev.troupe.internal.cell;

import dev.troupe.internal.mailbox.Wrapped;
import org.jspecify.annotations.Nullable;

/// A message with what the library must know of it while it waits. Bare messages need none of that: this is for questions,
/// whose asker must be told when the target ends; for notices, which pass bounds and can be taken back; for messages whose
/// sender is recorded; and for those that are given again after a crash.
final class Enveloped extends Signal implements Wrapped {
    private final Object message;
    /// Where the answer goes, if it is a question.
    final @Nullable Reply<?> reply;
    /// Whether it has no place in the mailbox's count.
    final boolean notice;
    /// What it tells of, if it is a watcher's.
    final Tie.@Nullable Watch watch;
    /// Who sent it, if that is recorded and known.
    final @Nullable String sender;
    /// How many lives of its actor it has ended, in a row.
    final int kills;
    /// When it was sent, by the machine's clock; 0 if that isn't noted.
    final long sentNanos;
    /// When it was taken, if its processing is timed; else 0. By its actor, in the turn that takes it.
    long begunNanos;

    private Enveloped(Object message, @Nullable Reply<?> reply, boolean notice, Tie.@Nullable Watch watch,
            @Nullable String sender, int kills, long sentNanos) {
        this.message = message;
        this.reply = reply;
        this.notice = notice;
        this.watch = watch;
        this.sender = sender;
        this.kills = kills;
        this.sentNanos = sentNanos;
    }

    static Enveloped question(Object message, Reply<?> reply) {
        return new Enveloped(message, reply, false, null, null, 0, 0);
    }

    /// Something the library tells one of its own actors: of no use to anybody else.
    boolean isPrivate() {
        return notice && kills < 0;
    }

    static Enveloped ofChild(Object message) {
        return new Enveloped(message, null, true, null, null, -1, 0);
    }

    static Enveloped notice(Object message, Tie.@Nullable Watch watch) {
        return new Enveloped(message, null, true, watch, null, 0, 0);
    }

    /// The same message, bare or in an envelope, with its sender.
    static Enveloped from(@Nullable String sender, Object slot) {
        if (slot instanceof Enveloped old)
            return new Enveloped(old.message, old.reply, old.notice, old.watch, sender, 0, old.sentNanos);
        return new Enveloped(slot, null, false, null, sender, 0, 0);
    }

    /// The same message, bare or in an envelope, with when it was sent.
    static Enveloped sent(@Nullable String sender, Object slot, long nanos) {
        return slot instanceof Enveloped old
                ? new Enveloped(old.message, old.reply, old.notice, old.watch, sender, old.kills, nanos)
                : new Enveloped(slot, null, false, null, sender, 0, nanos);
    }

    /// The same message, bare or in an envelope, after so many crashes.
    static Enveloped again(Object slot, int kills) {
        return slot instanceof Enveloped old
                ? new Enveloped(old.message, old.reply, old.notice, old.watch, old.sender, kills, 0)
                : new Enveloped(slot, null, false, null, null, kills, 0);
    }

    /// How many lives in a row what fills a slot has ended.
    static int kills(Object slot) {
        return slot instanceof Enveloped enveloped ? enveloped.kills : 0;
    }

    /// When what fills a slot was taken, if its processing is timed; else 0.
    static long begunNanos(Object slot) {
        return slot instanceof Enveloped enveloped ? enveloped.begunNanos : 0;
    }

    /// Where the answer goes, if a slot holds a question.
    static @Nullable Reply<?> replyOf(Object slot) {
        return slot instanceof Enveloped enveloped ? enveloped.reply : null;
    }

    /// Whether a slot has a place in the mailbox's count.
    static boolean counts(Object slot) {
        return !(slot instanceof Enveloped enveloped && enveloped.notice);
    }

    @Override
    public Object message() {
        return message;
    }
}
