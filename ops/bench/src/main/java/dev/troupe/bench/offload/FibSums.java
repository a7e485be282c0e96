package dev.troupe.bench.offload;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.TaskBody;
import dev.troupe.TaskContext;
import dev.troupe.offload.ProcessPool;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// The same two sums one after the other and at once: without any library, by a body on the system's threads, and by a body on
/// processes. In rounds; each gives one ratio for each of them.
final class FibSums implements What.Program {
    private static final int ROUNDS = 9;
    private static final int ROUNDS_TO_WARM = 2;
    private static final long LEAST_NANOS = 500_000_000;

    /// One way to have them done.
    private abstract static class Sums {
        private final String title;
        private final List<Double> sequential = new ArrayList<>();
        private final List<Double> parallel = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();

        Sums(String title) {
            this.title = title;
        }

        abstract long sequential(Fib work) throws Exception;

        abstract long parallel(Fib work) throws Exception;

        void add(long sequentialNanos, long parallelNanos) {
            sequential.add(sequentialNanos / 1e9);
            parallel.add(parallelNanos / 1e9);
            ratios.add(parallelNanos / (double) sequentialNanos);
        }
    }

    @Override
    public Section run() throws Exception {
        Fib work = work();
        try (ActorSystem system = ActorSystem.create(); ProcessPool pool = Processes.started(2, Fib.class)) {
            List<Sums> all = List.of(new Bare(), new OnThreads(system), new OnProcesses(system, pool));
            long expected = 2 * work.call();
            for (int round = -ROUNDS_TO_WARM; round < ROUNDS; round++)
                for (Sums one : all) round(one, work, expected, round >= 0);
            return section(work, all);
        }
    }

    /// Large enough to take half a second of a processor, when it is compiled.
    private static Fib work() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int n = 35;; n++) {
            long before = threads.getCurrentThreadCpuTime();
            if (Fib.fib(n) < 0) throw new AssertionError("fib must be positive: n=" + n);
            if (threads.getCurrentThreadCpuTime() - before >= LEAST_NANOS) return new Fib(n);
        }
    }

    private static void round(Sums sums, Fib work, long expected, boolean counts) throws Exception {
        long start = System.nanoTime();
        long first = sums.sequential(work);
        long between = System.nanoTime();
        long second = sums.parallel(work);
        long end = System.nanoTime();
        if (first != expected || second != expected)
            throw new AssertionError("both sums must be right: expected=" + expected + ", sequential=" + first
                    + ", parallel=" + second + ", way=" + sums.title);
        if (counts) sums.add(between - start, end - between);
    }

    private static Section section(Fib work, List<Sums> all) {
        Section section = new Section();
        section.table("fib(" + work.n() + "), twice", "one after the other, s", "at once, s", "ratio", "of the rounds");
        for (Sums one : all) {
            Spread ratios = Spread.of(one.ratios);
            section.row(one.title, seconds(one.sequential), seconds(one.parallel),
                    Section.show("%.2f", ratios.median()),
                    Section.show("%.2f", ratios.least()) + "–" + Section.show("%.2f", ratios.most()));
            if (one instanceof InBody)
                section.atMost("at once against one after the other, " + one.title, "%.2f", ratios.median(), 0.6);
        }
        return section;
    }

    private static String seconds(List<Double> values) {
        return Section.show("%.2f", Spread.of(values).median());
    }

    private static final class Bare extends Sums {
        Bare() {
            super("bare threads");
        }

        @Override
        long sequential(Fib work) {
            return work.call() + work.call();
        }

        @Override
        long parallel(Fib work) throws InterruptedException {
            long[] sums = new long[2];
            Thread one = Thread.ofPlatform().start(() -> sums[0] = work.call());
            Thread two = Thread.ofPlatform().start(() -> sums[1] = work.call());
            one.join();
            two.join();
            return sums[0] + sums[1];
        }
    }

    /// In a body, which is what the pools are for; the calling thread drives it.
    private abstract static class InBody extends Sums {
        private final ActorSystem system;

        InBody(ActorSystem system, String title) {
            super(title);
            this.system = system;
        }

        abstract long offload(TaskContext self, Fib work);

        abstract Task<Long> submit(TaskContext self, Fib work);

        @Override
        long sequential(Fib work) {
            return run(self -> offload(self, work) + offload(self, work));
        }

        @Override
        long parallel(Fib work) {
            return run(self -> {
                Task<Long> one = submit(self, work);
                Task<Long> two = submit(self, work);
                return self.await(one) + self.await(two);
            });
        }

        private long run(TaskBody<Long> body) {
            return system.run(system.start(body));
        }
    }

    private static final class OnThreads extends InBody {
        OnThreads(ActorSystem system) {
            super(system, "body, threads of its system");
        }

        @Override
        long offload(TaskContext self, Fib work) {
            return self.offload(work);
        }

        @Override
        Task<Long> submit(TaskContext self, Fib work) {
            return self.submit(self.system().processors(), work);
        }
    }

    private static final class OnProcesses extends InBody {
        private final ProcessPool pool;

        OnProcesses(ActorSystem system, ProcessPool pool) {
            super(system, "body, processes");
            this.pool = pool;
        }

        @Override
        long offload(TaskContext self, Fib work) {
            return self.offload(pool, work);
        }

        @Override
        Task<Long> submit(TaskContext self, Fib work) {
            return self.submit(pool, work);
        }
    }
}
