package dev.troupe.tools;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sums that a processor has to work for, on threads, and in a child process if there is a pool of them.
final class Crunching {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int AT_ONCE = 6;
    private static final int N = 24;

    private Crunching() {}

    /// What a child process is sent.
    record Sum(int n) implements ProcessTask<Integer> {
        @Override
        public Integer call() {
            return fib(n);
        }
    }

    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static void start(ActorSystem system, ThreadPool threads, @Nullable ProcessPool processes) {
        system.spawn("crunch", Object.class, self -> {
            while (true) {
                List<Task<Integer>> sums = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    int n = N + i % 3;
                    sums.add(self.submit(threads, () -> fib(n)));
                }
                if (processes != null) sums.add(self.submit(processes, new Sum(N)));
                for (Task<Integer> sum : sums) self.await(sum);
                self.sleep(BETWEEN);
            }
        });
    }
}
