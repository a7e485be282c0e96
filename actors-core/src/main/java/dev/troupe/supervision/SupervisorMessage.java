package dev.troupe.supervision;

import dev.troupe.ActorRef;
import java.util.List;
import java.util.Objects;

/// What a supervisor takes: commands at run time, each with where its answer goes. [Supervisor] has a method for each that
/// fits an ask.
///
/// They are carried out one after the other. While the supervisor stops or starts children, they wait in its mailbox.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="commands"}
public sealed interface SupervisorMessage
        permits SupervisorMessage.Start, SupervisorMessage.Terminate, SupervisorMessage.Restart,
        SupervisorMessage.Delete,
        SupervisorMessage.Children, SupervisorMessage.Count, ChildNews, RestartDue {
    /// Starts a new child, as the youngest.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="commands"}
    ///
    /// @param spec the child
    /// @param replyTo where the answer goes
    record Start(ChildSpec spec, ActorRef<Answer.ToStart> replyTo) implements SupervisorMessage {
        /// Refuses null, which would crash the receiver.
        public Start {
            Objects.requireNonNull(spec, "child spec must not be null: spec=null");
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Stops a child and keeps its spec, unless it is temporary. Its mailbox becomes dead letters.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="commands"}
    ///
    /// @param id which child
    /// @param replyTo where the answer goes, when the child has ended
    record Terminate(String id, ActorRef<Answer.ToTerminate> replyTo) implements SupervisorMessage {
        /// Refuses null, which would crash the receiver.
        public Terminate {
            Objects.requireNonNull(id, "child's id must not be null: id=null");
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Starts a terminated child in its old place.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="commands"}
    ///
    /// @param id which child
    /// @param replyTo where the answer goes
    record Restart(String id, ActorRef<Answer.ToRestart> replyTo) implements SupervisorMessage {
        /// Refuses null, which would crash the receiver.
        public Restart {
            Objects.requireNonNull(id, "child's id must not be null: id=null");
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Forgets the spec of a terminated child.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="commands"}
    ///
    /// @param id which child
    /// @param replyTo where the answer goes
    record Delete(String id, ActorRef<Answer.ToDelete> replyTo) implements SupervisorMessage {
        /// Refuses null, which would crash the receiver.
        public Delete {
            Objects.requireNonNull(id, "child's id must not be null: id=null");
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Asks for all children, in the order of starting.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="children"}
    ///
    /// @param replyTo where the answer goes
    record Children(ActorRef<List<ChildStatus>> replyTo) implements SupervisorMessage {
        /// Refuses null, which would crash the receiver.
        public Children {
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }

    /// Asks how many there are.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="children"}
    ///
    /// @param replyTo where the answer goes
    record Count(ActorRef<Counts> replyTo) implements SupervisorMessage {
        /// Refuses null, which would crash the receiver.
        public Count {
            Objects.requireNonNull(replyTo, "where the answer goes must not be null: replyTo=null");
        }
    }
}
