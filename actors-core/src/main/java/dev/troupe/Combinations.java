package dev.troupe;

import dev.troupe.coroutine.Generator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// How a body waits for several things, built on waiting for one.
final class Combinations {
    private Combinations() {}

    static <T> Generator<T, Void, Void> asCompleted(TaskContext self,
            Collection<? extends CompletionStage<? extends T>> stages) {
        // each stage, when it is done, fills the next of the slots that the body awaits in turn
        Deque<CompletableFuture<T>> slots = new ArrayDeque<>();
        ConcurrentLinkedQueue<CompletableFuture<T>> empty = new ConcurrentLinkedQueue<>();
        for (int n = stages.size(); n > 0; n--) {
            CompletableFuture<T> slot = new CompletableFuture<>();
            slots.add(slot);
            empty.add(slot);
        }
        for (CompletionStage<? extends T> stage : stages) stage.whenComplete((value, failure) -> {
            CompletableFuture<T> slot = empty.poll();
            if (slot == null)
                throw new IllegalStateException(
                        "a stage must be done once: stages=" + stages.size());
            if (failure == null) slot.complete(value);
            else slot.completeExceptionally(failure);
        });
        return Generator.sequence(g -> {
            while (!slots.isEmpty()) g.yield(self.await(slots.remove()));
        });
    }

    static <A, B> Generator<B, Void, Void> map(TaskContext self, Iterable<A> values,
            Function<? super A, ? extends B> function) {
        int ahead = Runtime.getRuntime().availableProcessors() + 2;
        return Generator.sequence(g -> {
            Iterator<A> left = values.iterator();
            Deque<Task<B>> running = new ArrayDeque<>();
            try {
                while (true) {
                    while (running.size() < ahead && left.hasNext()) {
                        A value = left.next();
                        running.add(self.start(task -> task.<B>offload(() -> function.apply(value))));
                    }
                    if (running.isEmpty()) return;
                    g.yield(self.await(running.remove()));
                }
            } finally {
                running.forEach(task -> task.cancel(true));
            }
        });
    }
}
