package dev.troupe.tools;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.routing.Router;
import java.time.Duration;
import java.util.List;

/// Dispatch with a slow worker: jobs are dealt out in turn, in haste for half a minute and at leisure for a whole one. Meanwhile the
/// slow one's mailbox grows, until the dashboard warns of it, and empties again; none of its results is lost.
final class Dealing {
    private static final Duration SLOW = Duration.ofMillis(25);
    private static final Duration HASTE = Duration.ofMillis(60);
    private static final Duration LEISURE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 20;
    private static final int HASTY_ROUNDS = 500;
    private static final int LEISURELY_ROUNDS = 60;

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
                for (int round = 0; round < HASTY_ROUNDS + LEISURELY_ROUNDS; round++) {
                    for (int job = 0; job < AT_ONCE; job++) workers.tell(new Job(job));
                    self.sleep(round < HASTY_ROUNDS ? HASTE : LEISURE);
                }
            }
        });
    }
}
