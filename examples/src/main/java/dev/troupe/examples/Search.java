package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.TaskContext;
import dev.troupe.coroutine.Generator;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/// A search among Lucas' numbers for a prime with twelve digits. It gives way every 100 divisions, deep inside the method that
/// tests for primes, so that a message every two seconds comes in time. Here a turn takes a millisecond, by a clock in our
/// hands; the search ends the run, the message would go on for ever.
final class Search {
    private Search() {}

    static Generator<Long, Void, Void> lucas() {
        return Generator.sequence(g -> {
            for (long a = 2, b = 1, next; true; next = a + b, a = b, b = next) g.yield(a);
        });
    }

    static boolean isPrime(TaskContext self, long n) {
        for (long divisor = 2; divisor * divisor <= n; divisor++) {
            if (n % divisor == 0) return false;
            if (divisor % 100 == 0) self.yield();
        }
        return n > 1;
    }

    static long first(TaskContext self, Iterable<Long> numbers, LongPredicate wanted) {
        for (long n : numbers) {
            if (wanted.test(n)) return n;
            self.yield();
        }
        throw new IllegalStateException("not found");
    }

    static void run(Consumer<String> out) {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build(); var lucas = lucas()) {
            var _ = system.launch(self -> {
                while (true) {
                    out.accept(clock.instant().toEpochMilli() + " ms: searching");
                    self.sleep(Duration.ofSeconds(2));
                }
            });
            Task<Long> search = system.start(self -> first(self, lucas, n -> n > 99_999_999_999L && isPrime(self, n)));
            while (!search.isDone()) {
                system.step();
                clock.advance(Duration.ofMillis(1));
            }
            out.accept(clock.instant().toEpochMilli() + " ms: found " + search.resultNow());
        }
    }
}
