package dev.troupe.offload;

import dev.troupe.internal.offload.Threads;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/// Platform threads for work that computes. Any thread may call it; bodies use it through
/// [dev.troupe.TaskContext#offload(ThreadPool, Callable)], which suspends them.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="threadPool"}
///
/// Threads start on first need, are daemons, and end after ten idle seconds. Each system has a pool of its own
/// ([dev.troupe.ActorSystem#processors()]).
///
/// *Order.* By priority, the greatest first, and in the order submitted among equals.
///
/// *Views.* [#priority] and [#limit] give the same pool with another priority or limit for what is submitted through them.
public sealed interface ThreadPool extends WorkPool permits Threads {
    /// A pool with as many threads as there are processors, and a queue without a bound.
    ///
    /// @param name of the pool; its threads are called `name-1` and so on
    /// @return the pool
    /// @throws IllegalArgumentException if the name is blank
    static ThreadPool of(String name) {
        return builder(name).build();
    }

    /// A pool to be described.
    ///
    /// @param name of the pool; its threads are called `name-1` and so on
    /// @return a builder
    /// @throws IllegalArgumentException if the name is blank
    static Builder builder(String name) {
        return new Builder(name);
    }

    /// Hands in work, without waiting. If the queue is full, the work stands in line for room: who submits more than he can
    /// wait for should look at [Submission#accepted()], or [#offer].
    ///
    /// @param work what to compute
    /// @param <T> what it gives
    /// @return the future of its result; it fails with a [RejectedExecutionException] if the pool is closed
    <T> Submission<T> submit(Callable<? extends T> work);

    /// Hands in work if the queue has room.
    ///
    /// @param work what to compute
    /// @param <T> what it gives
    /// @return the future of its result; nothing if the queue is full, or the pool closed
    <T> Optional<Submission<T>> offer(Callable<? extends T> work);

    /// The same pool, for work of another priority.
    ///
    /// @param priority greater is sooner; 0 if nothing is said
    /// @return a view of the pool
    ThreadPool priority(int priority);

    /// The same pool, for work that may run that long, from when it begins. At the limit it is interrupted and fails with a
    /// [WorkTimeoutException], whether it heeds that or not; its thread is free again when it has ended.
    ///
    /// @param limit the limit
    /// @return a view of the pool
    /// @throws IllegalArgumentException if the limit is not positive
    ThreadPool limit(Duration limit);

    /// How a pool is to be.
    ///
    /// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="threadPool"}
    final class Builder {
        private static final int MOST_THREADS = 10_000;

        private final String name;
        private int threads = Runtime.getRuntime().availableProcessors();
        private int queue = Integer.MAX_VALUE;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "pool name must not be null: name=null");
            if (name.isBlank()) throw new IllegalArgumentException("pool name must not be blank: name='" + name + "'");
        }

        /// How many pieces of work run at once.
        ///
        /// @param threads from 1 to 10,000; as many as processors if nothing is said
        /// @return this builder
        /// @throws IllegalArgumentException if there are fewer or more
        public Builder threads(int threads) {
            if (threads < 1 || threads > MOST_THREADS)
                throw new IllegalArgumentException("threads of a pool must be between 1 and " + MOST_THREADS
                        + ": threads=" + threads + ", pool=" + name);
            this.threads = threads;
            return this;
        }

        /// How much work may be queued, besides what runs.
        ///
        /// @param bound the most; 0 has everything wait in line that can't run at once; without a bound if nothing is said
        /// @return this builder
        /// @throws IllegalArgumentException if it is negative
        public Builder queue(int bound) {
            if (bound < 0)
                throw new IllegalArgumentException("queue bound must be >= 0: bound=" + bound + ", pool=" + name);
            this.queue = bound;
            return this;
        }

        /// The pool. It has no threads yet.
        ///
        /// @return a new pool
        public ThreadPool build() {
            return new Threads(name, threads, queue);
        }
    }
}
