package dev.troupe.supervision;

import dev.troupe.ActorRef;
import java.util.List;
import java.util.Objects;

/// What a pool takes: commands at run time, each with where its answer goes. [Pool] has a method for each that fits an ask.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
///
/// @param <A> the class of the argument of a child
/// @param <M> the class of the children's messages
public sealed interface PoolMessage<A, M>
        permits PoolMessage.Start, PoolMessage.Terminate, PoolMessage.Children, PoolMessage.Count, PoolNews, PoolDue {
    /// Starts a child. Others are started and ended meanwhile.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param argument what the child is made of
    /// @param replyTo where the answer goes, when the child's first turn is over
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    record Start<A, M>(A argument, ActorRef<PoolAnswer.ToStart<M>> replyTo) implements PoolMessage<A, M> {
        /// Refuses null, which would crash the receiver.
        public Start {
            Objects.requireNonNull(argument, "child's argument must not be null: argument=null");
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Stops a child. Its mailbox becomes dead letters.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param child which child
    /// @param replyTo where the answer goes, when the child has ended
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    record Terminate<A, M>(ActorRef<M> child, ActorRef<PoolAnswer.ToTerminate> replyTo) implements PoolMessage<A, M> {
        /// Refuses null, which would crash the receiver.
        public Terminate {
            Objects.requireNonNull(child, "child must not be null: child=null");
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Asks for the children that have not ended for good, in the order of starting.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param replyTo where the answer goes
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    record Children<A, M>(ActorRef<List<ActorRef<M>>> replyTo) implements PoolMessage<A, M> {
        /// Refuses null, which would crash the receiver.
        public Children {
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Asks how many there are.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
    ///
    /// @param replyTo where the answer goes
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    record Count<A, M>(ActorRef<Counts> replyTo) implements PoolMessage<A, M> {
        /// Refuses null, which would crash the receiver.
        public Count {
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }
}
