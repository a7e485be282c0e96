package dev.troupe.examples;

import dev.troupe.ActorSystem;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Work dealt out to three workers, one of them slow, and summed up. The sum is whole because `run` goes on while a worker
/// sleeps: the slow one's result comes last and is not lost.
final class Dispatch {
    private Dispatch() {}

    record Chunk(List<Integer> numbers) {}

    record Sum(String worker, int value) {}

    static void run(Consumer<String> out) {
        List<Integer> numbers = IntStream.rangeClosed(1, 20).boxed().toList();
        try (var system = ActorSystem.create()) {
            var accumulator = system.spawn("accumulator", Sum.class, self -> {
                int total = 0;
                for (int chunk = 0; chunk < 5; chunk++) {
                    Sum sum = self.receive();
                    total += sum.value();
                    out.accept(sum.worker() + " adds " + sum.value() + ", so far " + total);
                }
                out.accept("sum " + total);
            });
            for (int id = 0; id < 3; id++) {
                boolean slow = id == 0;
                system.spawn(slow ? "slow" : "good-" + id, Chunk.class, self -> {
                    while (true) {
                        Chunk chunk = self.receive();
                        if (slow) self.sleep(Duration.ofMillis(50));
                        accumulator.tell(new Sum(self.name(), chunk.numbers().stream().mapToInt(n -> n).sum()));
                    }
                });
            }
            String[] workers = {"slow", "good-1", "good-2"};
            for (int i = 0; i < 5; i++)
                system.tell(workers[i % 3], new Chunk(numbers.subList(i * 4, i * 4 + 4)));
            system.run();
        }
    }
}
