package dev.troupe.coroutine;

import org.jspecify.annotations.Nullable;

/// Raised where a coroutine is suspended to end it: its `finally` blocks run as the stack unwinds.
///
/// An `Error`, so that `catch (Exception e)` in a loop doesn't swallow it, and without a stack trace, for it is no
/// failure. Code that catches it to clean up should let it go on.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="unwind"}
public abstract sealed class Unwind extends Error {
    private static final long serialVersionUID = 1L;

    private Unwind(String message) {
        super(message, null, false, false);
    }

    /// A shared object can't carry a cause that is somebody's own.
    @Override
    public final synchronized Throwable initCause(@Nullable Throwable cause) {
        throw new IllegalStateException("an Unwind carries no cause: cause=" + cause);
    }

    /// The generator is being closed.
    ///
    /// {@snippet file="dev/troupe/SnippetsTest.java" region="unwind"}
    public static final class Closed extends Unwind {
        private static final long serialVersionUID = 1L;

        /// For the library.
        public Closed() {
            super("generator closed");
        }
    }

    /// The actor is being stopped; its clean-up may wait until the limit of the stop.
    ///
    /// {@snippet file="dev/troupe/SnippetsTest.java" region="stopped"}
    public static final class Stopped extends Unwind {
        private static final long serialVersionUID = 1L;

        /// For the library.
        public Stopped() {
            super("actor stopped");
        }
    }

    /// The actor is being stopped at once: nothing in its clean-up may wait.
    ///
    /// {@snippet file="dev/troupe/SnippetsTest.java" region="killed"}
    public static final class Killed extends Unwind {
        private static final long serialVersionUID = 1L;

        /// For the library.
        public Killed() {
            super("actor killed");
        }
    }

    /// The task is being cancelled.
    ///
    /// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="cancelled"}
    public static final class Cancelled extends Unwind {
        private static final long serialVersionUID = 1L;

        /// For the library.
        public Cancelled() {
            super("task cancelled");
        }
    }

    /// An actor that this one is linked to has ended abnormally. Whoever catches it goes on; else this actor ends, too.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="link"}
    public static final class Linked extends Unwind {
        private static final long serialVersionUID = 1L;

        /// Who has ended.
        private final String actor;

        /// For the library.
        ///
        /// @param actor the name of the one that has ended
        public Linked(String actor) {
            super("a linked actor has ended: actor=" + actor);
            this.actor = actor;
        }

        /// Who has ended.
        ///
        /// @return its name
        public String actor() {
            return actor;
        }
    }

    /// The actor's body gives way to a handler.
    ///
    /// {@snippet file="dev/troupe/SnippetsTest.java" region="become"}
    public static final class Replaced extends Unwind {
        private static final long serialVersionUID = 1L;

        /// For the library.
        public Replaced() {
            super("body replaced by a handler");
        }
    }
}
