package dev.troupe.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// A system as others see it from outside: figures to be polled, rows of actors and workers, and what can be listened to. Any
/// thread may call it, also while an actor holds its thread for long, and after the close; no call waits for an actor.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="inspection"}
///
/// *What it costs.* The figures are written anyway, as plain fields, by whoever has a turn. Who polls reads them without any
/// order, so a figure is one of some moments ago, and two of them may be of different moments. When nothing goes on, they add
/// up. Counts never go back from one poll to the next. What has to be listened to begins with [#attach] or [#trace] and ends
/// with their close.
///
/// *What counts as a message:* what `tell`, `ask` and the library's notices put into a mailbox. One that was stashed, or is given
/// again after a crash, counts again.
public interface Inspection {
    /// The system's name.
    ///
    /// @return the name
    String system();

    /// The coroutine engine.
    ///
    /// @return `baton`, `virtual` or `continuation`
    String engine();

    /// Sums of the whole system.
    ///
    /// @return the figures
    Totals totals();

    /// The same for each group of actors: at most 100, and one called `other` for all further ones.
    ///
    /// @return the figures, by the names of the groups
    List<GroupFigures> groups();

    /// The system's schedulers: the deque, and those that actors have asked for.
    ///
    /// @return the figures, the deque first
    List<SchedulerFigures> schedulers();

    /// Who gives turns: the deque's driver in the first row, then each pool's workers. Threads that belong to one actor
    /// each are in [#schedulers] only.
    ///
    /// @return the figures
    List<WorkerFigures> workers();

    /// The actors that live, in no order. A row is made when the stream comes to it.
    ///
    /// @return the rows
    Stream<ActorFigures> actors();

    /// A page of the actors that live. Only its own rows are made, however many there are.
    ///
    /// @param query which, in which order, how many
    /// @return the page
    ActorPage actors(ActorQuery query);

    /// One actor.
    ///
    /// @param path its name
    /// @return its row; empty if nobody has the name
    Optional<ActorFigures> actor(String path);

    /// Who is whose child: the actor itself, then its descendants, parents before children.
    ///
    /// @param root the topmost one; empty for all at the top
    /// @param limit how many at most
    /// @return the rows
    /// @throws IllegalArgumentException if the limit is negative
    List<TreeFigures> tree(String root, int limit);

    /// Whom an actor watches and is linked to. It is asked in a turn of its own, so the answer comes when it gets one,
    /// on a thread of the JDK's common pool.
    ///
    /// @param path its name
    /// @return the answer; fails with a [java.util.NoSuchElementException] if nobody has the name, and never comes if the actor
    ///         ends first
    CompletionStage<ActorTies> ties(String path);

    /// Who waits for whom, as far as that can be seen without stopping anybody. Waiting for a message is not included.
    ///
    /// @return the arrows, by the waiters' names
    List<WaitEntry> waits();

    /// The last failures, at most 32.
    ///
    /// @return the oldest first
    List<FailureEntry> failures();

    /// The last dead letters, at most 256, while something is attached. Without their bodies.
    ///
    /// @return the oldest first
    List<DeadLetterEntry> deadLetters();

    /// The pools that the system knows: its own, if it was used, and those that it was told to show.
    ///
    /// @return the figures, by name
    List<PoolFigures> pools();

    /// Has a probe told of rare events and of sampled times, until it is closed.
    ///
    /// @param probe who is told
    /// @param every of how many messages of an actor one is timed, in turn for how long it takes and how long it has waited, its first
    ///        one for both: a power of two up to 64, with 1 each for both; where several are attached, the least counts
    /// @return ends it
    /// @throws IllegalArgumentException if it is no such number
    Attachment attach(Probe probe, int every);

    /// The same with one message of 64 timed.
    ///
    /// @param probe who is told
    /// @return ends it
    default Attachment attach(Probe probe) {
        return attach(probe, 64);
    }

    /// Records what an actor takes, until the time is over. One trace of an actor at a time: a new one ends the one before.
    ///
    /// @param path the actor's name
    /// @param time how long, at most ten minutes
    /// @param most how many messages are kept, the last ones; at most 10,000
    /// @param bodies whether their text is kept, and not only their class: it may hold what others must not see, and is made
    ///        by the message's `toString` in the actor's turn
    /// @return what is recorded; empty if nobody has the name
    /// @throws IllegalArgumentException if a limit is not positive or too large
    Optional<Trace> trace(String path, Duration time, int most, boolean bodies);
}
