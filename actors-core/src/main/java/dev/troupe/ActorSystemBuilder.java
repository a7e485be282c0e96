package dev.troupe;

import dev.troupe.spi.SystemClock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/// Settings of a new [ActorSystem]. Not thread-safe; build as many systems from it as you like.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="builder"}
public final class ActorSystemBuilder {
    private final Function<ActorSystemBuilder, ActorSystem> build;
    private String name = "troupe";
    private Duration closeLimit = Duration.ofSeconds(10);
    private SystemClock clock = SystemClock.REAL;
    private boolean closeWithJvm;
    private Scheduler scheduler = Scheduler.of(System.getProperty("troupe.scheduler", "deque"));

    ActorSystemBuilder(Function<ActorSystemBuilder, ActorSystem> build) {
        this.build = build;
    }

    /// Names the system; its threads and log records carry the name. The default is `troupe`.
    ///
    /// @param name the name, not blank
    /// @return this builder
    /// @throws IllegalArgumentException if it is blank
    public ActorSystemBuilder name(String name) {
        Objects.requireNonNull(name, "system name must not be null: name=null");
        if (name.isBlank()) throw new IllegalArgumentException("system name must not be blank: name='" + name + "'");
        this.name = name;
        return this;
    }

    /// How long [ActorSystem#close()] may take. The default is ten seconds.
    ///
    /// @param limit the limit; zero unwinds all bodies without letting them wait
    /// @return this builder
    /// @throws IllegalArgumentException if it is negative
    public ActorSystemBuilder closeLimit(Duration limit) {
        Objects.requireNonNull(limit, "close limit must not be null: limit=null");
        if (limit.isNegative()) throw new IllegalArgumentException("close limit must not be negative: limit=" + limit);
        this.closeLimit = limit;
        return this;
    }

    /// Has the system closed when the JVM ends in an orderly way, by `SIGTERM` for example. The default is not to. The JVM
    /// waits for it, at most for the limit of the close. It keeps the system until that is closed.
    ///
    /// An actor that calls [System#exit] waits for the end of the JVM, so it is one that doesn't end.
    ///
    /// @param close whether to
    /// @return this builder
    public ActorSystemBuilder closeWithJvm(boolean close) {
        this.closeWithJvm = close;
        return this;
    }

    /// Whether the system is closed when the JVM ends.
    ///
    /// @return whether it is
    public boolean closeWithJvm() {
        return closeWithJvm;
    }

    /// Whose time the system goes by. The default is the machine's.
    ///
    /// @param clock the clock; a [dev.troupe.simulation.ManualClock] in tests
    /// @return this builder
    public ActorSystemBuilder clock(SystemClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock must not be null: clock=null");
        return this;
    }

    /// What gives turns to all actors and tasks that name no scheduler of their own. The default is [Scheduler#deque()], or
    /// what the system property `troupe.scheduler` says, as [Scheduler#of(String)] reads it: with it a program, or its
    /// tests, can be tried on another scheduler.
    ///
    /// @param scheduler the scheduler
    /// @return this builder
    /// @throws IllegalArgumentException if it is [Scheduler#pinned()], which is for single actors
    public ActorSystemBuilder scheduler(Scheduler scheduler) {
        Objects.requireNonNull(scheduler, "scheduler must not be null: scheduler=null");
        if (scheduler.kind() == Scheduler.Kind.PINNED)
            throw new IllegalArgumentException(
                    "a thread of its own is for single actors, by their Props: scheduler=" + scheduler);
        this.scheduler = scheduler;
        return this;
    }

    /// What gives turns to those that name no scheduler of their own.
    ///
    /// @return the scheduler
    public Scheduler scheduler() {
        return scheduler;
    }

    /// The clock.
    ///
    /// @return the clock
    public SystemClock clock() {
        return clock;
    }

    /// The name.
    ///
    /// @return the name
    public String name() {
        return name;
    }

    /// How long a close may take.
    ///
    /// @return the limit
    public Duration closeLimit() {
        return closeLimit;
    }

    /// Makes the system. Starts no thread.
    ///
    /// @return the system
    public ActorSystem build() {
        return build.apply(this);
    }
}
