package dev.troupe.internal.port;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The results of several stages, in their order; the first failure, as soon as one fails.
public final class AllFuture<T> extends DependentFuture<List<T>> {
    private final AtomicReferenceArray<T> values;
    private final AtomicInteger left;
    private volatile Collection<? extends CompletionStage<? extends T>> parts;

    private AllFuture(List<CompletionStage<? extends T>> parts) {
        this.parts = parts;
        this.values = new AtomicReferenceArray<>(parts.size());
        this.left = new AtomicInteger(parts.size());
    }

    /// That of those stages.
    public static <T> AllFuture<T> of(Collection<? extends CompletionStage<? extends T>> stages) {
        List<CompletionStage<? extends T>> parts = List.copyOf(stages);
        AllFuture<T> all = new AllFuture<>(parts);
        if (parts.isEmpty()) all.complete(List.of());
        for (int at = 0; at < parts.size(); at++) {
            int place = at;
            parts.get(at).whenComplete((value, failure) -> all.done(place, value, failure));
        }
        return all;
    }

    private void done(int place, @Nullable T value, @Nullable Throwable failure) {
        values.set(place, value);
        if (failure != null) completeExceptionally(failure);
        else
            if (left.decrementAndGet() == 0)
                complete(IntStream.range(0, values.length()).mapToObj(values::get).toList());
        if (isDone()) parts = List.of();
    }

    @Override
    public Collection<? extends CompletionStage<?>> needs() {
        return parts;
    }
}
