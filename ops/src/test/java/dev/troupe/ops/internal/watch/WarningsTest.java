package dev.troupe.ops.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.Scheduler;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.Totals;
import dev.troupe.spi.WorkerFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each warning on made-up ticks, at its thresholds; and on live systems.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WarningsTest {
    private static ActorFigures actor(String path, int depth) {
        return new ActorFigures(path, "group", "Integer", "handler", ActorState.READY, null, depth, -1, 0, -1, 0, null,
                "X",
                null, "deque", null);
    }

    private static WorkerFigures worker(int index, long busyNanos, long upNanos, long turnNanos, boolean blocked) {
        return new WorkerFigures("parallel-2", index, "t" + index, WorkerFigures.State.BUSY, 0, 0, 0, 0, 0, busyNanos,
                upNanos,
                turnNanos, "someone", blocked);
    }

    private static Tick tick(int ready, WorkerFigures... workers) {
        Totals none = new Totals(0, 0, Map.of(), 0, 0, 0, 0, Map.of(), Map.of(), List.of(), 0, Map.of(), 0, 0, 0);
        SchedulerFigures scheduler = new SchedulerFigures("parallel-2", 2, 1, ready, 0, 0, 0, 0, -1);
        return new Tick(0, 0, none, List.of(scheduler), List.of(workers), List.of());
    }

    @Test
    void aMailboxThatGrewByATenthOverFiveTicks() {
        GrowingMailboxes mailboxes = new GrowingMailboxes();
        int[] depths = {1_000, 1_050, 1_020, 1_060, 1_080};
        for (int depth : depths) assertThat(mailboxes.look(List.of(actor("a", depth), actor("b", 5_000)))).isEmpty();
        List<Finding> found = mailboxes.look(List.of(actor("a", 1_100), actor("b", 5_000)));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().actor()).isEqualTo("a");
        assertThat(found.getFirst().kind()).isEqualTo("growing mailbox");
        assertThat(found.getFirst().alarm()).isFalse();
        assertThat(found.getFirst().text()).isEqualTo("a has 1100 messages waiting, 100 more than 5 ticks ago");
        assertThat(mailboxes.look(List.of(actor("a", 999)))).isEmpty();
        assertThat(mailboxes.look(List.of(actor("a", 200_000)))).as("it begins anew").isEmpty();
    }

    @Test
    void aTurnFromASecondOnAndABlockedOneFromHalfASecondOn() {
        assertThat(LongTurns.look(List.of(worker(1, 0, 0, 999_999_999, false)))).isEmpty();
        assertThat(LongTurns.look(List.of(worker(1, 0, 0, 499_999_999, true)))).isEmpty();
        Finding turn = LongTurns.look(List.of(worker(1, 0, 0, 1_000_000_000, false))).getFirst();
        assertThat(turn.kind()).isEqualTo("long turn");
        assertThat(turn.worker()).isEqualTo("parallel-2#1");
        assertThat(turn.actor()).isEqualTo("someone");
        assertThat(turn.text()).isEqualTo("parallel-2#1 has been in one turn for 1.0 s, of someone");
        Finding blocked = LongTurns.look(List.of(worker(2, 0, 0, 500_000_000, true))).getFirst();
        assertThat(blocked.kind()).isEqualTo("blocked carrier");
        assertThat(blocked.alarm()).isFalse();
        assertThat(LongTurns.look(List.of(worker(2, 0, 0, 10_000_000_000L, true))).getFirst().alarm()).isTrue();
    }

    @Test
    void tenRestartsOfOneActorInTenTicks() {
        RestartStorms storms = new RestartStorms();
        for (int i = 0; i < 9; i++) storms.restarted("a");
        assertThat(storms.look(9)).isEmpty();
        storms.restarted("a");
        assertThat(storms.look(10)).singleElement().extracting(Finding::text)
                .isEqualTo("a has started anew 10 times in 10 ticks");
        for (int i = 0; i < 8; i++) storms.look(10);
        assertThat(storms.look(10)).as("the first nine are too long ago").isEmpty();
    }

    @Test
    void fiftyRestartsOfAllActorsInTenTicks() {
        RestartStorms storms = new RestartStorms();
        assertThat(storms.look(1_000)).isEmpty(); // before anybody watched
        assertThat(storms.look(1_049)).isEmpty();
        Finding storm = storms.look(1_050).getFirst();
        assertThat(storm.actor()).isNull();
        assertThat(storm.alarm()).isFalse();
        assertThat(storms.look(1_250).getFirst().alarm()).isTrue();
    }

    @Test
    void unevenWorkersWhileActorsWait() {
        UnevenWorkers workers = new UnevenWorkers();
        Tick then = tick(0, worker(1, 0, 0, 0, false), worker(2, 0, 0, 0, false));
        Tick uneven = tick(3, worker(1, 95, 100, 0, false), worker(2, 40, 100, 0, false));
        for (int i = 0; i < 4; i++) assertThat(workers.look(new Pace(then, uneven))).isEmpty();
        Finding found = workers.look(new Pace(then, uneven)).getFirst();
        assertThat(found.worker()).isEqualTo("parallel-2#1");
        assertThat(found.text())
                .isEqualTo("parallel-2#1 is busy 95 % of the time, another worker 40 %, and 3 wait");
        Tick even = tick(3, worker(1, 95, 100, 0, false), worker(2, 41, 100, 0, false));
        assertThat(workers.look(new Pace(then, even))).isEmpty();
        assertThat(workers.look(new Pace(then, uneven))).as("it begins anew").isEmpty();
        Tick idle = tick(0, worker(1, 95, 100, 0, false), worker(2, 0, 100, 0, false));
        for (int i = 0; i < 9; i++) assertThat(workers.look(new Pace(then, idle))).isEmpty();
    }

    private static Warning awaited(Watch watch, String kind) {
        return await().until(() -> watch.poll().overview().warnings().stream()
                .filter(warning -> warning.kind().equals(kind)).findFirst().orElse(null), found -> found != null);
    }

    @Test
    void warnsOfLiveSystemsAndRemembersSinceWhen() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build();
                Watch watch = new Watch(system.inspect(), Duration.ofMillis(50), Duration.ofSeconds(20))) {
            system.onFailure(_ -> {});
            system.onDeadLetter(_ -> {});
            long begin = System.currentTimeMillis();
            system.spawn("stuck", Integer.class, (_, _) -> {
                try {
                    go.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            system.spawn("crashing", Props.of(Integer.class, (_, _) -> {
                throw new IllegalStateException("planted");
            }).restart(RestartPolicy.upTo(100, Duration.ofMinutes(1))));
            watch.poll();
            for (int i = 0; i < 20; i++) system.tell("crashing", i);
            assertThat(awaited(watch, "restart storm").actor()).isEqualTo("crashing");

            system.tell("stuck", 0);
            Warning growing = await().until(() -> {
                for (int i = 0; i < 500; i++) system.tell("stuck", i);
                return watch.poll().overview().warnings().stream().filter(w -> w.kind().equals("growing mailbox"))
                        .findFirst()
                        .orElse(null);
            }, found -> found != null);
            assertThat(growing.actor()).isEqualTo("stuck");
            assertThat(growing.severity()).isEqualTo("warn");

            Warning blocked = awaited(watch, "blocked carrier");
            assertThat(blocked.worker()).startsWith("parallel-2#");
            assertThat(blocked.actor()).isEqualTo("stuck");
            assertThat(blocked.sinceMillis()).isBetween(begin, System.currentTimeMillis());
            long later = watch.poll().overview().nowMillis();
            await().until(() -> watch.poll().overview().nowMillis() > later);
            assertThat(awaited(watch, "blocked carrier").sinceMillis()).isEqualTo(blocked.sinceMillis());

            go.countDown();
            await().until(() -> watch.poll().overview().warnings().stream()
                    .noneMatch(warning -> warning.kind().equals("blocked carrier")));
        }
    }
}
