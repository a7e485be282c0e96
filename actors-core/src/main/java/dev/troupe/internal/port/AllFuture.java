package dev.troupe.internal.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The results of several stages, in their order; the first failure, as soon as one fails.
///
/// A part that is done need not have *arrived*: whoever completes it tells others first, perhaps, and they may take their time.
/// A part has arrived when it is counted, so that the last one to arrive completes this future in the same step.
public final class AllFuture<T> extends DependentFuture<List<T>> {
    private final AtomicReferenceArray<T> values;
    private final AtomicInteger left;
    /// Those that have not arrived; null for one that has.
    private final AtomicReferenceArray<@Nullable CompletionStage<? extends T>> awaited;

    private AllFuture(List<CompletionStage<? extends T>> parts) {
        this.values = new AtomicReferenceArray<>(parts.size());
        this.left = new AtomicInteger(parts.size());
        this.awaited = new AtomicReferenceArray<>(parts.size());
        for (int at = 0; at < parts.size(); at++) awaited.setPlain(at, parts.get(at));
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
        awaited.set(place, null); // behind the count: see above
    }

    /// The parts that have not arrived; none if it is done.
    @Override
    public Collection<? extends CompletionStage<?>> needs() {
        List<CompletionStage<?>> needs = new ArrayList<>();
        for (int at = 0; at < awaited.length() && !isDone(); at++) {
            CompletionStage<? extends T> part = awaited.get(at);
            if (part != null) needs.add(part);
        }
        return needs;
    }
}
