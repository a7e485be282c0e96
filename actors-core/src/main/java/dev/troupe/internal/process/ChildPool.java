package dev.troupe.internal.process;

import dev.troupe.internal.offload.Crew;
import dev.troupe.internal.offload.Terms;
import dev.troupe.offload.PoolStats;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessStats;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.Submission;
import dev.troupe.offload.WorkListener;
import java.time.Duration;
import java.util.Optional;

/// A pool of child JVMs, or a view of one: a crew whose threads each see one task through a child.
///
/// A cancel or a limit interrupts the thread and kills the child, see [Call].
public final class ChildPool implements ProcessPool {
    /// What is nested deep takes much stack to be written and read.
    private static final long STACK_BYTES = 4 << 20;

    private final Crew crew;
    private final Processes processes;
    private final Terms terms;
    private final int retries;

    /// A pool without children so far.
    ///
    /// @param queue how many tasks may be queued besides those that run
    public ChildPool(int queue, Settings settings) {
        this(new Crew(settings.name(), settings.name() + "-call", STACK_BYTES, settings.workers(), queue, null),
                new Processes(settings), Terms.NONE, 0);
    }

    private ChildPool(Crew crew, Processes processes, Terms terms, int retries) {
        this.crew = crew;
        this.processes = processes;
        this.terms = terms;
        this.retries = retries;
    }

    @Override
    public <T> Submission<T> submit(ProcessTask<? extends T> task) {
        return crew.submit(call(task), terms);
    }

    @Override
    public <T> Optional<Submission<T>> offer(ProcessTask<? extends T> task) {
        return crew.offer(call(task), terms);
    }

    private <T> Call<T> call(ProcessTask<T> task) {
        return processes.prepare(task, retries);
    }

    @Override
    public ProcessPool priority(int priority) {
        return new ChildPool(crew, processes, terms.priority(priority), retries);
    }

    @Override
    public ProcessPool limit(Duration limit) {
        return new ChildPool(crew, processes, terms.limit(limit, crew.name()), retries);
    }

    @Override
    public ProcessPool retry(int times) {
        if (times < 0)
            throw new IllegalArgumentException("retries must be >= 0: retries=" + times + ", pool=" + crew.name());
        return new ChildPool(crew, processes, terms, times);
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
    public ProcessStats processes() {
        return new ProcessStats(processes.live(), processes.idle(), processes.started(), processes.lost(),
                processes.recycled());
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
        crew.close();
        processes.close();
    }

    @Override
    public void close(Duration grace) {
        crew.close(grace);
        processes.close();
    }

    @Override
    public String toString() {
        return "processes " + crew.name();
    }
}
