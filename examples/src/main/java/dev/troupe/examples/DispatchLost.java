package dev.troupe.examples;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A sum that comes out too small: who collects goes home at the first sign of the end, while a slow worker still computes.
/// Here its results are dead letters, which says where they went. Waiting for a sign from each worker mends it, with threads
/// and without.
final class DispatchLost {
    private DispatchLost() {}

    sealed interface Work {
        record Chunk(List<Integer> numbers) implements Work {}

        record End() implements Work {}
    }

    sealed interface Result {
        record Sum(String worker, int value) implements Result {}

        record End() implements Result {}
    }

    static void run(Consumer<String> out, Options options) {
        Scheduler threads = Scheduler.parallel(options.threads());
        out.accept("on threads, the end told to one worker:");
        dispatch(threads, List.of("good"), line -> {}, out);
        out.accept("on threads, the end told to both:");
        dispatch(threads, List.of("good", "slow"), line -> {}, out);
        out.accept("without threads, the end told to both:");
        dispatch(Scheduler.deque(), List.of("good", "slow"), out, out);
    }

    private static void dispatch(Scheduler scheduler, List<String> toldOfTheEnd, Consumer<String> steps,
            Consumer<String> out) {
        List<Integer> numbers = IntStream.rangeClosed(1, 20).boxed().toList();
        try (var system = ActorSystem.builder().scheduler(scheduler).build()) {
            system.onDeadLetter(letter -> out.accept("  lost: " + letter.message()));
            var collector = system.spawn("collector", Result.class, self -> {
                int total = 0;
                for (int ends = 0; ends < toldOfTheEnd.size();) switch (self.receive()) {
                    case Result.Sum(String worker, int value) -> {
                        total += value;
                        steps.accept("  " + worker + " adds " + value);
                    }
                    case Result.End() -> ends++;
                }
                out.accept("  sum " + total + " of 210");
            });
            // as slow as it takes: if nobody waits for it, until everybody has gone home
            CompletionStage<?> slowness = toldOfTheEnd.contains("slow")
                    ? CompletableFuture.completedStage(null)
                    : system.whenEnded(collector);
            worker(system, "good", collector, CompletableFuture.completedStage(null), Duration.ZERO);
            worker(system, "slow", collector, slowness, Duration.ofMillis(20));
            String[] workers = {"good", "slow"};
            for (int i = 0; i < 5; i++)
                system.tell(workers[i % 2], new Work.Chunk(numbers.subList(i * 4, i * 4 + 4)));
            for (String worker : toldOfTheEnd) system.tell(worker, new Work.End());
            system.run();
        }
    }

    private static void worker(ActorSystem system, String name, ActorRef<Result> collector, CompletionStage<?> after,
            Duration time) {
        system.spawn(name, Work.class, self -> {
            while (true) switch (self.receive()) {
                case Work.Chunk(List<Integer> numbers) -> {
                    self.await(after);
                    if (!time.isZero()) self.sleep(time);
                    collector.tell(new Result.Sum(name, numbers.stream().mapToInt(n -> n).sum()));
                }
                case Work.End() -> collector.tell(new Result.End());
            }
        });
    }
}
