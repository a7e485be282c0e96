package dev.troupe.internal.offload;

import dev.troupe.internal.log.Log;
import dev.troupe.offload.Submission;
import dev.troupe.offload.WorkEnd;
import dev.troupe.offload.WorkTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of work and the future of its result.
///
/// *Two things end apart*: the future, by whoever comes first of the result, a cancel, the limit and the pool's close; and the
/// run, when what was called has returned. A result that finds the future done is late, and goes to its heir.
///
/// A limit and a close act on the run, also when the future has been done by somebody else before.
final class Work<T> extends CompletableFuture<T> implements Submission<T> {
    /// The greatest priority first, then in the order submitted.
    static final Comparator<Work<?>> ORDER = Comparator.<Work<?>>comparingInt(work -> work.terms.priority()).reversed()
            .thenComparingLong(work -> work.number);

    private final Crew crew;
    private final Terms terms;
    private @Nullable Callable<? extends T> call;
    private final long since = System.nanoTime();
    private final RunState state = new RunState();
    private @Nullable Thread runner; // written before it runs, read while it does
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
        if (what == null || !state.begin()) return;
        Thread.interrupted(); // what others have left behind
        long began = System.nanoTime();
        CompletableFuture<@Nullable Void> timer = null;
        T value = null;
        Throwable thrown = null;
        try {
            timer = startLimit();
            value = what.call();
        } catch (Throwable t) {
            thrown = t;
        }
        if (timer != null) timer.cancel(false);
        state.over();
        Thread.interrupted();
        call = null;
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
            inherit((Heir<T>) heir, value);
    }

    private void inherit(Heir<T> heir, T value) {
        try {
            heir.heir.accept(value);
        } catch (Throwable thrown) {
            Log.logger().error("who takes late results has thrown: pool={}", crew.name(), thrown);
        }
    }

    // ---- anybody

    /// A future that others can complete without completing the work.
    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return copy();
    }

    @Override
    @SuppressWarnings("unchecked") // a result of this work's
    public void whenLate(Consumer<? super T> heir) {
        Objects.requireNonNull(heir, "heir must not be null: heir=null");
        Heir<T> mine = new Heir<>(heir);
        if (!legacy.compareAndSet(null, mine) && legacy.get() instanceof Late late && legacy.compareAndSet(late, mine))
            inherit(mine, (T) late.value);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (!super.cancel(false)) return false;
        leave(mayInterrupt, new CancellationException(
                "work was cancelled before there was room for it: pool=" + crew.name()));
        return true;
    }

    /// Ends it from outside, with a failure. What runs is interrupted, also if the future is done already.
    void end(RuntimeException failure) {
        completeExceptionally(failure);
        leave(true, failure);
    }

    /// It has never begun, and never will.
    void refuse(RejectedExecutionException why) {
        state.withdraw();
        call = null;
        accepted.completeExceptionally(why);
        completeExceptionally(why);
    }

    private void leave(boolean mayInterrupt, RuntimeException why) {
        Callable<? extends T> what = call;
        if (state.withdraw()) {
            call = null;
            crew.forget(this);
            accepted.completeExceptionally(why);
            crew.ended(new WorkEnd(crew.name(), WorkEnd.Outcome.CANCELLED, System.nanoTime() - since, 0));
        } else if (mayInterrupt) {
            state.interrupt(() -> {
                Thread thread = runner;
                if (thread != null) thread.interrupt();
            });
            if (what instanceof Endable endable) endable.end();
        }
    }
}
