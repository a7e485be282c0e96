package dev.troupe.supervision;

import dev.troupe.ActorRef;

/// What a pool answers to a command. Each command has its own interface, which permits what it can lead to.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
public sealed interface PoolAnswer {
    /// To [PoolMessage.Start].
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param <M> the class of the child's messages
    sealed interface ToStart<M> extends PoolAnswer {
        /// For those who expect no refusal.
        ///
        /// @return the child's reference
        /// @throws IllegalStateException with the refusal's text, if it is one
        default ActorRef<M> orThrow() {
            return switch (this) {
                case Started<M>(ActorRef<M> ref) -> ref;
                case StartFailed<M> failed -> throw new IllegalStateException(failed.text(), failed.cause());
            };
        }
    }

    /// To [PoolMessage.Terminate].
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    sealed interface ToTerminate extends PoolAnswer {}

    /// The child's first turn is over.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param ref where to send messages to it
    /// @param <M> the class of its messages
    record Started<M>(ActorRef<M> ref) implements ToStart<M> {}

    /// The child has crashed in its first turn, or could not be made; it is gone.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param cause the crash
    /// @param <M> the class of its messages
    record StartFailed<M>(Throwable cause) implements ToStart<M> {
        /// The rule and the values that break it.
        ///
        /// @return the text
        public String text() {
            return "a child must get over its first turn: cause=" + cause;
        }
    }

    /// The child has ended.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param ref which child
    record Done(ActorRef<?> ref) implements ToTerminate {}

    /// It is no child of this pool, or not any more.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param ref which actor
    record NotFound(ActorRef<?> ref) implements ToTerminate {
        /// The rule and the value that breaks it.
        ///
        /// @return the text
        public String text() {
            return "an actor must be a child of this pool: actor=" + ref.name();
        }
    }
}
