package dev.troupe.internal.cell;

import dev.troupe.ExitReason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What passes between two actors of which one watches the other, or that are linked. Each side changes only what is its
/// own, in its own turns.
abstract sealed class Tie extends Signal {
    /// Goes to the one to be watched, is kept there, and comes back when that one has ended.
    static final class Watch extends Tie {
        final Cell<?> target;
        /// Who watches; null if it is a thread outside.
        final @Nullable Cell<?> watcher;
        final Function<? super ExitReason, ?> make;
        private final @Nullable CompletableFuture<ExitReason> outside;
        /// Set when it comes back.
        @Nullable ExitReason reason;
        /// The watcher's message, while it waits in its mailbox.
        @Nullable Enveloped waiting;

        Watch(Cell<?> target, Cell<?> watcher, Function<? super ExitReason, ?> make) {
            this.target = target;
            this.watcher = watcher;
            this.make = make;
            this.outside = null;
        }

        Watch(Cell<?> target, CompletableFuture<ExitReason> outside) {
            this.target = target;
            this.watcher = null;
            this.make = reason -> reason;
            this.outside = outside;
        }

        /// The target has ended.
        void ended(ExitReason why) {
            reason = why;
            if (outside != null) outside.complete(why);
            if (watcher != null) watcher.home.send(watcher, this, false);
        }
    }

    /// The watcher doesn't want to know any more.
    static final class Unwatch extends Tie {
        final Watch watch;

        Unwatch(Watch watch) {
            this.watch = watch;
        }
    }

    /// Somebody has linked itself to the receiver.
    static final class Link extends Tie {
        final Cell<?> from;
        /// Why the sender has ended, if it has: its [Exit] may overtake this.
        @Nullable ExitReason ended;
        /// The receiver's: it has acted on that end.
        boolean over;

        Link(Cell<?> from) {
            this.from = from;
        }
    }

    /// Somebody has taken its link to the receiver away.
    static final class Unlink extends Tie {
        final Cell<?> from;

        Unlink(Cell<?> from) {
            this.from = from;
        }
    }

    /// Somebody linked to the receiver has ended. Overtakes messages.
    static final class Exit extends Tie {
        final Cell<?> from;
        final ExitReason reason;
        /// The sender's own, if it was the one that made the link.
        final @Nullable Link link;

        Exit(Cell<?> from, ExitReason reason, @Nullable Link link) {
            this.from = from;
            this.reason = reason;
            this.link = link;
        }
    }
}
