package dev.troupe.tools;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.routing.Router;
import java.time.Duration;
import java.util.List;

/// Dispatch with a slow worker: jobs are dealt out in turn, in haste for ten seconds and at leisure for twenty. Meanwhile the slow
/// one's mailbox grows and empties again, and none of its results is lost.
final class Dealing {
    private static final Duration SLOW = Duration.ofMillis(120);
    private static final Duration HASTE = Duration.ofMillis(20);
    private static final Duration LEISURE = Duration.ofMillis(200);
    private static final int HASTY_JOBS = 500;
    private static final int LEISURELY_JOBS = 100;

    private Dealing() {}

    record Job(int number) {}

    record Result(int number) {}

    static void start(ActorSystem system) {
        ActorRef<Result> sum = system.spawn("sum", Result.class, () -> {
            long[] total = new long[1];
            return (_, result) -> total[0] += result.number();
        });
        system.spawn("dispatch", Object.class, self -> {
            Router<Job> workers = Router.roundRobin(List.of(
                    self.spawn("good-1", Job.class, (_, job) -> sum.tell(new Result(job.number()))),
                    self.spawn("good-2", Job.class, (_, job) -> sum.tell(new Result(job.number()))),
                    self.spawn("slow", Job.class, worker -> {
                        while (true) {
                            Job job = worker.receive();
                            worker.sleep(SLOW);
                            sum.tell(new Result(job.number()));
                        }
                    })));
            while (true) {
                for (int job = 0; job < HASTY_JOBS + LEISURELY_JOBS; job++) {
                    workers.tell(new Job(job));
                    self.sleep(job < HASTY_JOBS ? HASTE : LEISURE);
                }
            }
        });
    }
}
