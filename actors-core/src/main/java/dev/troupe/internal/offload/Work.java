package dev.troupe.internal.offload;

import dev.troupe.offload.Submission;
import dev.troupe.offload.WorkEnd;
import dev.troupe.offload.WorkTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of work and the future of its result.
///
/// *Two things end apart*: the future, by whoever comes first of the result, a cancel, the limit and the pool's close; and the
/// run, when what was called has returned. A result that finds the future done is late, and goes to its heir.
///
/// | from | to | by |
/// |---|---|---|
/// | WAITING | RUNNING | the thread of the crew that takes it |
/// | WAITING | OVER | who cancels it or closes the pool: it never runs |
/// | RUNNING | INTERRUPTING | who cancels it, the limit, or the close |
/// | INTERRUPTING | INTERRUPTED | the same, when the interrupt is sent |
/// | RUNNING, INTERRUPTED | OVER | the thread of the crew, when the work has returned |
///
/// The thread waits for INTERRUPTING to pass before it takes other work, so that no interrupt hits the next one.
final class Work<T> extends CompletableFuture<T> implements Submission<T> {
    /// The greatest priority first, then in the order submitted.
    static final Comparator<Work<?>> ORDER = Comparator.<Work<?>>comparingInt(work -> work.terms.priority()).reversed()
            .thenComparingLong(work -> work.number);

    private static final int WAITING = 0;
    private static final int RUNNING = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;
    private static final int OVER = 4;

    private final Crew crew;
    private final Terms terms;
    private @Nullable Callable<? extends T> call;
    private final long since = System.nanoTime();
    private final AtomicInteger state = new AtomicInteger();
    private @Nullable Thread runner; // written before RUNNING, read after it
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    /// The heir, or the late result that waits for one; empty until one of them is there.
    private final AtomicReference<@Nullable Object> legacy = new AtomicReference<>();
    /// Its place among equals, given by the crew.
    long number;

    private record Late(Object value) {}

    private record Heir<T>(Consumer<? super T> heir) {}

    Work(Crew crew, Callable<? extends T> call, Terms terms) {
        this.crew = crew;
        this.call = call;
        this.terms = terms;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> accepted() {
        return accepted.minimalCompletionStage();
    }

    void accept() {
        accepted.complete(null);
    }

    // ---- the thread that runs it

    /// Runs it on the calling thread, unless it has ended before.
    void run() {
        Callable<? extends T> what = call;
        runner = Thread.currentThread();
        if (what == null || !state.compareAndSet(WAITING, RUNNING)) return;
        long began = System.nanoTime();
        CompletableFuture<@Nullable Void> timer = startLimit();
        T value = null;
        Throwable thrown = null;
        try {
            value = what.call();
        } catch (Throwable t) {
            thrown = t;
        }
        if (timer != null) timer.cancel(false);
        over();
        crew.ended(new WorkEnd(crew.name(), end(value, thrown), began - since, System.nanoTime() - began));
    }

    private @Nullable CompletableFuture<@Nullable Void> startLimit() {
        Duration limit = terms.limit();
        if (limit == null) return null;
        CompletableFuture<@Nullable Void> timer = new CompletableFuture<>();
        var _ = timer.thenRun(() -> end(new WorkTimeoutException(crew.name(), limit)));
        timer.completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
        return timer;
    }

    /// The run is over: from now on nobody interrupts this thread for it.
    @SuppressWarnings("ThreadPriorityCheck") // the other thread has two steps to go
    private void over() {
        if (!state.compareAndSet(RUNNING, OVER)) {
            while (state.get() == INTERRUPTING) Thread.yield();
            state.set(OVER);
        }
        Thread.interrupted();
        call = null;
        runner = null;
    }

    private WorkEnd.Outcome end(@Nullable T value, @Nullable Throwable thrown) {
        if (thrown != null ? completeExceptionally(thrown) : complete(value))
            return thrown == null ? WorkEnd.Outcome.DONE : WorkEnd.Outcome.FAILED;
        if (thrown == null && value != null) late(value);
        boolean late = state() == State.FAILED && exceptionNow() instanceof WorkTimeoutException;
        return late ? WorkEnd.Outcome.TIMED_OUT : WorkEnd.Outcome.CANCELLED;
    }

    @SuppressWarnings("unchecked") // an heir of this work's
    private void late(T value) {
        if (!legacy.compareAndSet(null, new Late(value)) && legacy.get() instanceof Heir<?> heir)
            ((Heir<T>) heir).heir.accept(value);
    }

    // ---- anybody

    @Override
    @SuppressWarnings("unchecked") // a result of this work's
    public void whenLate(Consumer<? super T> heir) {
        if (!legacy.compareAndSet(null, new Heir<>(heir)) && legacy.get() instanceof Late late
                && legacy.compareAndSet(late, new Heir<>(heir)))
            heir.accept((T) late.value);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (!super.cancel(false)) return false;
        leave(mayInterrupt);
        return true;
    }

    /// Ends it from outside, with a failure.
    void end(RuntimeException failure) {
        if (completeExceptionally(failure)) leave(true);
    }

    /// It has never begun, and never will.
    void refuse(RejectedExecutionException why) {
        state.set(OVER);
        call = null;
        accepted.completeExceptionally(why);
        completeExceptionally(why);
    }

    private void leave(boolean mayInterrupt) {
        if (state.compareAndSet(WAITING, OVER)) {
            call = null;
            crew.forget(this);
            accepted.cancel(false);
            crew.ended(new WorkEnd(crew.name(), WorkEnd.Outcome.CANCELLED, System.nanoTime() - since, 0));
        } else if (mayInterrupt && state.compareAndSet(RUNNING, INTERRUPTING)) {
            Thread thread = runner;
            if (thread != null) thread.interrupt();
            state.set(INTERRUPTED);
        }
    }
}
