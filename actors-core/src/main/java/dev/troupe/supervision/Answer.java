package dev.troupe.supervision;

import dev.troupe.ActorRef;

/// What a supervisor answers to a command. Each command has its own interface, which permits what it can lead to, so that a
/// `switch` over it is complete.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
public sealed interface Answer {
    /// To [SupervisorMessage.Start].
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    sealed interface ToStart extends Answer {}

    /// To [SupervisorMessage.Restart].
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    sealed interface ToRestart extends Answer {}

    /// To [SupervisorMessage.Terminate].
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    sealed interface ToTerminate extends Answer {}

    /// To [SupervisorMessage.Delete].
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    sealed interface ToDelete extends Answer {}

    /// The command was not carried out, and nothing has changed.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    sealed interface Refusal extends Answer {
        /// The rule and the values that break it.
        ///
        /// @return the text
        String text();
    }

    /// The child's first turn is over.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    /// @param ref where to send messages to it
    record Started(String id, ActorRef<?> ref) implements ToStart, ToRestart {}

    /// It is done.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    record Done(String id) implements ToTerminate, ToDelete {}

    /// No child has that id.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    record NotFound(String id) implements ToRestart, ToTerminate, ToDelete, Refusal {
        @Override
        public String text() {
            return "a child must have been specified: child=" + id;
        }
    }

    /// The child runs.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    /// @param ref where to send messages to it
    record AlreadyRunning(String id, ActorRef<?> ref) implements ToStart, ToRestart, ToDelete, Refusal {
        @Override
        public String text() {
            return "a child must not be running: child=" + id + ", actor=" + ref.name();
        }
    }

    /// There is a spec of that id, whose child doesn't run: restart or delete it.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    record AlreadyPresent(String id) implements ToStart, Refusal {
        @Override
        public String text() {
            return "a child's id must be new, that of a terminated one can be restarted or deleted: child=" + id;
        }
    }

    /// The child waits for its next start.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    record Restarting(String id) implements ToStart, ToRestart, ToDelete, Refusal {
        @Override
        public String text() {
            return "a child must not be waiting for its restart: child=" + id;
        }
    }

    /// The child has crashed in its first turn, or could not be spawned. What was to be started is not kept, what was to be
    /// restarted remains terminated.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="answer"}
    ///
    /// @param id which child
    /// @param cause the crash
    record StartFailed(String id, Throwable cause) implements ToStart, ToRestart, Refusal {
        @Override
        public String text() {
            return "a child must get over its first turn: child=" + id + ", cause=" + cause;
        }
    }

    /// For those who expect no refusal.
    ///
    /// @return this answer
    /// @throws IllegalStateException with the refusal's text, if it is one
    default Answer orThrow() {
        return switch (this) {
            case StartFailed failed -> throw new IllegalStateException(failed.text(), failed.cause());
            case Refusal refusal -> throw new IllegalStateException(refusal.text());
            case Started _,Done _ -> this;
        };
    }
}
