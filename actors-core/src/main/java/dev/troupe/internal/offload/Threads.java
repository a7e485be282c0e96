package dev.troupe.internal.offload;

import dev.troupe.offload.PoolStats;
import dev.troupe.offload.Submission;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/// A pool of threads, or a view of one: a crew, and how work is submitted to it.
public final class Threads implements ThreadPool {
    private final Crew crew;
    private final Terms terms;

    /// A pool without threads so far.
    ///
    /// @param queue how much work may be queued besides what runs
    public Threads(String name, int threads, int queue) {
        this(new Crew(name, threads, queue), Terms.NONE);
    }

    /// A view of a crew.
    public Threads(Crew crew, Terms terms) {
        this.crew = crew;
        this.terms = terms;
    }

    /// Whose view it is.
    public Crew crew() {
        return crew;
    }

    @Override
    public <T> Submission<T> submit(Callable<? extends T> work) {
        return crew.submit(work, terms);
    }

    @Override
    public <T> Optional<Submission<T>> offer(Callable<? extends T> work) {
        return crew.offer(work, terms);
    }

    @Override
    public ThreadPool priority(int priority) {
        return new Threads(crew, terms.priority(priority));
    }

    @Override
    public ThreadPool limit(Duration limit) {
        return new Threads(crew, terms.limit(limit, crew.name()));
    }

    @Override
    public String name() {
        return crew.name();
    }

    @Override
    public PoolStats stats() {
        return crew.stats();
    }

    @Override
    public void listen(WorkListener listener) {
        crew.listen(listener);
    }

    @Override
    public void unlisten(WorkListener listener) {
        crew.unlisten(listener);
    }

    @Override
    public void close() {
        crew.refuseIfOwned();
        crew.close();
    }

    @Override
    public void close(Duration grace) {
        crew.refuseIfOwned();
        crew.close(grace);
    }

    @Override
    public String toString() {
        return "threads " + crew.name();
    }
}
