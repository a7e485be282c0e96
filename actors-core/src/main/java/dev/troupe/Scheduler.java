package dev.troupe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What gives actors and tasks their turns: which threads, how many, and in which order. Immutable; any thread may share it.
///
/// A system has one for all, by [ActorSystemBuilder#scheduler(Scheduler)]; a single actor may have another, by
/// [Props#scheduler(Scheduler)]. The code of actors is the same on each. On all of them an actor has one turn at a time,
/// and what one sender sends to one receiver arrives in that order; only [#deque()] keeps one order for all.
///
/// *Sharing.* Within a system, all that are given the same `Scheduler` object share its threads. Two calls of [#parallel(int)]
/// make two pools.
///
/// {@snippet file="dev/troupe/SchedulerSnippetsTest.java" region="scheduler"}
public final class Scheduler {
    /// How turns are given.
    ///
    /// {@snippet file="dev/troupe/SchedulerSnippetsTest.java" region="kind"}
    public enum Kind {
        /// One deque, driven by a thread of the user's.
        DEQUE,
        /// Worker threads that share the work.
        PARALLEL,
        /// A platform thread for each actor.
        PINNED,
        /// A virtual thread for each actor.
        BLOCKING
    }

    private static final int MOST_WORKERS = 1_024;
    private static final Scheduler ON_DEQUE = new Scheduler(Kind.DEQUE, 0, null, true);
    private static final Scheduler ON_OWN_THREAD = new Scheduler(Kind.PINNED, 0, null, false);
    private static final Scheduler ON_VIRTUAL_THREAD = new Scheduler(Kind.BLOCKING, 0, null, false);

    private final Kind kind;
    private final int workers;
    private final @Nullable String name;
    private final boolean driven;

    private Scheduler(Kind kind, int workers, @Nullable String name, boolean driven) {
        this.kind = kind;
        this.workers = workers;
        this.name = name;
        this.driven = driven;
    }

    /// One deque for the whole system, driven by [ActorSystem#run()] and its like: messages are delivered in the order in
    /// which they were sent, so the same program does the same on each run. What a system has if nothing else is said.
    ///
    /// @return the scheduler
    public static Scheduler deque() {
        return ON_DEQUE;
    }

    /// As many worker threads as the JVM has processors.
    ///
    /// @return a scheduler of its own, see [#parallel(int)]
    public static Scheduler parallel() {
        return parallel(Runtime.getRuntime().availableProcessors());
    }

    /// Worker threads that share the work: actors run as soon as they have a message, on whichever worker is free. An actor
    /// that has many messages, or takes long over them, lets others go first after some. The threads start on first need, and
    /// end when the system is closed; they keep the JVM from ending before.
    ///
    /// A handler that blocks keeps its worker. When all workers wait for a lock, or are parked, while others are ready, of which one
    /// is perhaps to get or release that lock, a spare thread joins after some 40 ms, at most 256 of them, and goes when workers get
    /// on. That helps slowly, and not for waits in native code: what blocks belongs on [#blocking()].
    ///
    /// On the coroutine engine `baton` the workers run handlers only; each body has a virtual thread of its own, and the JDK
    /// sets how many of those run at once.
    ///
    /// @param workers how many, from 1 to 1,024
    /// @return a scheduler of its own: two calls make two pools
    /// @throws IllegalArgumentException if there are fewer or more
    public static Scheduler parallel(int workers) {
        if (workers < 1 || workers > MOST_WORKERS)
            throw new IllegalArgumentException(
                    "workers must be between 1 and " + MOST_WORKERS + ": workers=" + workers);
        return new Scheduler(Kind.PARALLEL, workers, null, false);
    }

    /// A platform thread of its own for each actor that is given this: for code that must always run on the same thread. The
    /// thread starts with the actor and ends with it.
    ///
    /// @return the scheduler
    public static Scheduler pinned() {
        return ON_OWN_THREAD;
    }

    /// A virtual thread for each actor that is given this, so that a body or a handler may block without holding up others.
    ///
    /// @return the scheduler
    public static Scheduler blocking() {
        return ON_VIRTUAL_THREAD;
    }

    /// The same kind with a name, for its threads: those of `crawl` are called `troupe-crawl-1` and so on in a system called
    /// `troupe`. The default is `worker`.
    ///
    /// @param name the name, not blank
    /// @return a scheduler of its own
    /// @throws IllegalArgumentException if the name is blank, or the scheduler has no worker threads
    public Scheduler named(String name) {
        Objects.requireNonNull(name, "scheduler name must not be null: name=null");
        if (name.isBlank()) throw new IllegalArgumentException("scheduler name must not be blank: name='" + name + "'");
        if (kind != Kind.PARALLEL)
            throw new IllegalArgumentException(
                    "only a scheduler with worker threads can be named: name=" + name + ", scheduler=" + this);
        return new Scheduler(kind, workers, name, driven);
    }

    /// The same kind with its threads at work only while some thread drives the system, as [ActorSystem#run()] does, or
    /// waits in a join: what is spawned and told before waits until then. So a program that was written for the deque can be
    /// tried on threads. Who runs when the drive returns, after a time limit for example, goes on until it waits.
    ///
    /// @return a scheduler of its own; the deque itself, which is always driven
    public Scheduler driven() {
        return kind == Kind.DEQUE ? this : new Scheduler(kind, workers, name, true);
    }

    /// Whether nothing begins while nobody drives.
    ///
    /// @return whether it is so
    public boolean isDriven() {
        return driven;
    }

    /// The scheduler that a text names: `deque`, `blocking`, `parallel` or `parallel(4)`, or `driven ` and one of those.
    ///
    /// @param text the text
    /// @return the scheduler
    /// @throws IllegalArgumentException if it names none for a whole system
    public static Scheduler of(String text) {
        Objects.requireNonNull(text, "scheduler must not be null: scheduler=null");
        if (text.startsWith("driven ")) return of(text.substring("driven ".length())).driven();
        if (text.equals("deque")) return deque();
        if (text.equals("blocking")) return blocking();
        if (text.equals("parallel")) return parallel();
        if (text.matches("parallel\\([0-9]{1,6}\\)"))
            return parallel(Integer.parseInt(text.substring("parallel(".length(), text.length() - 1)));
        throw new IllegalArgumentException(
                "a scheduler must be deque, blocking, parallel or parallel(N), perhaps driven: scheduler=" + text);
    }

    /// How turns are given.
    ///
    /// @return the kind
    public Kind kind() {
        return kind;
    }

    /// How many worker threads there are.
    ///
    /// @return the number; 0 if it isn't fixed
    public int workers() {
        return workers;
    }

    /// What its threads are called.
    ///
    /// @return the name
    public String name() {
        return name == null ? "worker" : name;
    }

    @Override
    public String toString() {
        return (driven && kind != Kind.DEQUE ? "driven " : "") + switch (kind) {
            case DEQUE -> "deque";
            case PARALLEL -> "parallel(" + workers + ")";
            case PINNED -> "pinned";
            case BLOCKING -> "blocking";
        };
    }
}
