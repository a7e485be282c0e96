package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.TaskContext;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Work for a processor: two sums, one after the other and both at once, here, on threads and in processes. Where two processors
/// are free, the two ways that say "at once" take about half as long as the others.
final class Fib {
    private Fib() {}

    private static final int N = 36;

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

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create();
                var processes = ProcessPool.builder().workers(2).allow(Fib.class).build()) {
            Task<Void> all = system.launch(self -> {
                timed(out, "in turn, here", () -> fib(N) + fib(N));
                timed(out, "in turn, on a thread", () -> self.offload(() -> fib(N)) + self.offload(() -> fib(N)));
                timed(out, "at once, on threads", () -> {
                    Task<Integer> beside = self.submit(system.processors(), () -> fib(N));
                    return self.offload(() -> fib(N)) + self.await(beside);
                });
                warmUp(self, processes);
                timed(out, "in turn, in a process",
                        () -> self.offload(processes, new Sum(N)) + self.offload(processes, new Sum(N)));
                timed(out, "at once, in processes", () -> {
                    Task<Integer> beside = self.submit(processes, new Sum(N));
                    return self.offload(processes, new Sum(N)) + self.await(beside);
                });
            });
            system.run(all);
        }
    }

    /// The children start on first need: here, so that it doesn't count.
    private static void warmUp(TaskContext self, ProcessPool processes) {
        Task<Integer> beside = self.submit(processes, new Sum(30));
        self.offload(processes, new Sum(30));
        self.await(beside);
    }

    private static void timed(Consumer<String> out, String how, Callable<Integer> sums) throws Exception {
        long start = System.nanoTime();
        int sum = sums.call();
        out.accept(how + ": " + sum + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
