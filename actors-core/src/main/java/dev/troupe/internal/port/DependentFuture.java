package dev.troupe.internal.port;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A future that can't be done well before others are, and knows which, so that a circle of waits through it is found.
///
/// *Derived.* What the JDK's methods derive from it (`thenApply`, `thenCompose`, `handle` and so on) needs it, until it is
/// done. What somebody else can complete as well needs nothing: what comes of either of two, a copy for others, one with a
/// time limit. For a circle that is missed is better than one that is none.
///
/// *Memory.* A derived future holds what it needs weakly: as long as that is not done, whoever will complete it holds it, and
/// afterwards nobody has to keep its result.
///
/// Any thread may call it.
public abstract class DependentFuture<T> extends CompletableFuture<T> {
    private volatile @Nullable WeakReference<DependentFuture<?>> weak;

    /// For who knows what it needs.
    protected DependentFuture() {}

    /// What must be done before this one can be, as far as that is known and not over.
    public abstract Collection<? extends CompletionStage<?>> needs();

    /// What is derived from this one needs that; null if nothing is known.
    @Nullable WeakReference<DependentFuture<?>> source() {
        WeakReference<DependentFuture<?>> known = weak;
        if (known == null) weak = known = new WeakReference<>(this);
        return known;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        WeakReference<DependentFuture<?>> source = isDone() ? null : source();
        return source == null ? new CompletableFuture<>() : new Derived<>(source);
    }

    private static <U> CompletableFuture<U> open(CompletableFuture<U> future) {
        if (future instanceof Derived<U> derived) derived.source = null;
        return future;
    }

    /// A future that others can complete without completing this one.
    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return copy();
    }

    @Override
    public CompletableFuture<T> copy() {
        return open(super.copy());
    }

    @Override
    public <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return open(super.applyToEither(other, fn));
    }

    @Override
    public <U> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return open(super.applyToEitherAsync(other, fn));
    }

    @Override
    public <U> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn,
            Executor executor) {
        return open(super.applyToEitherAsync(other, fn, executor));
    }

    @Override
    public CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return open(super.acceptEither(other, action));
    }

    @Override
    public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return open(super.acceptEitherAsync(other, action));
    }

    @Override
    public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action,
            Executor executor) {
        return open(super.acceptEitherAsync(other, action, executor));
    }

    @Override
    public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return open(super.runAfterEither(other, action));
    }

    @Override
    public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return open(super.runAfterEitherAsync(other, action));
    }

    @Override
    public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return open(super.runAfterEitherAsync(other, action, executor));
    }

    private static final class Derived<T> extends DependentFuture<T> {
        private volatile @Nullable WeakReference<DependentFuture<?>> source;

        Derived(WeakReference<DependentFuture<?>> source) {
            this.source = source;
        }

        @Override
        @Nullable WeakReference<DependentFuture<?>> source() {
            return source;
        }

        @Override
        public Collection<? extends CompletionStage<?>> needs() {
            WeakReference<DependentFuture<?>> known = source;
            DependentFuture<?> needed = known == null ? null : known.get();
            return needed == null ? List.of() : List.of(needed);
        }

        @Override
        public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
            source = null;
            return super.completeAsync(supplier, executor);
        }

        @Override
        public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
            source = null;
            return super.orTimeout(timeout, unit);
        }

        @Override
        public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
            source = null;
            return super.completeOnTimeout(value, timeout, unit);
        }
    }
}
