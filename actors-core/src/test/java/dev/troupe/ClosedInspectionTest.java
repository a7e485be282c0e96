package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.Attachment;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is seen of a system that closes, and of one that is closed.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedInspectionTest {
    private static void lookAtAll(Inspection seen) {
        seen.totals();
        seen.groups();
        seen.schedulers();
        seen.workers();
        seen.actors().forEach(row -> {});
        for (ActorQuery.Order by : ActorQuery.Order.values()) seen.actors(ActorQuery.ALL.descending(by));
        seen.tree("", 10);
        seen.waits();
        seen.failures();
        seen.deadLetters();
        seen.pools();
        seen.actor("a0");
        seen.ties("a0").whenComplete((ties, missing) -> {});
        seen.trace("a0", Duration.ofSeconds(1), 1, true);
        try (Attachment attached = seen.attach(event -> {}, 1)) {
            assertThat(attached).isNotNull();
        }
    }

    @Test
    void tellsWhatHasBeen() {
        Stage stage = new Stage();
        Inspection seen = stage.system.inspect();
        stage.recorder("a");
        stage.system.spawn("b", Object.class, self -> self.receive(String.class));
        for (String name : List.of("a", "b")) stage.system.tell(name, 1);
        stage.settle();
        stage.close();
        Totals end = seen.totals();
        assertThat(end.live()).isZero();
        assertThat(end.registrySize()).isZero();
        assertThat(end.started()).isEqualTo(2);
        assertThat(end.stopped()).isEqualTo(Map.of("stopped", 2L));
        assertThat(end.sent()).isEqualTo(2);
        assertThat(end.processed()).isEqualTo(1);
        assertThat(end.waiting()).isZero();
        assertThat(end.deadLetters()).isEqualTo(Map.of("closed", 1L));
        assertThat(end.timersPending()).isZero();
        assertThat(seen.groups()).extracting(GroupFigures::live).containsOnly(0L);
        assertThat(seen.groups().stream().mapToLong(GroupFigures::processed).sum()).isEqualTo(1);
        assertThat(seen.actors()).isEmpty();
        assertThat(seen.actors(ActorQuery.ALL).live()).isZero();
        assertThat(seen.tree("", 10)).isEmpty();
        assertThat(seen.waits()).isEmpty();
        assertThat(seen.trace("a", Duration.ofSeconds(1), 1, true)).isEmpty();
        assertThat(seen.ties("a").handle((ties, missing) -> missing).toCompletableFuture().join())
                .isInstanceOf(NoSuchElementException.class);
        assertThat(seen.schedulers().getFirst().workers()).isZero();
        assertThat(seen.pools()).extracting(PoolFigures::active).containsOnly();
        lookAtAll(seen);
        assertThat(seen.totals()).isEqualTo(end);
    }

    @Test
    void mayBeLookedAtWhileItCloses() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Stage stage = new Stage();
            Inspection seen = stage.system.inspect();
            for (int n = 0; n < 20; n++) {
                int next = (n + 1) % 20;
                stage.system.spawn("a" + n, Integer.class, (self, hops) -> {
                    if (hops > 0) self.tell("a" + next, hops - 1);
                });
                stage.system.tell("a" + n, 1_000);
            }
            stage.system.drive();
            CountDownLatch begun = new CountDownLatch(2);
            List<Throwable> wrong = new CopyOnWriteArrayList<>();
            List<Thread> lookers = List.of(looker(seen, begun, wrong), looker(seen, begun, wrong));
            begun.await();
            stage.close();
            for (Thread looker : lookers) looker.join();
            assertThat(wrong).isEmpty();
            Totals end = seen.totals();
            assertThat(end.live()).isZero();
            // some of the dead letters were refused, and others had been accepted
            assertThat(end.sent()).isBetween(end.processed(), end.processed() + stage.deadLetters.size());
        }
    }

    private static Thread looker(Inspection seen, CountDownLatch begun, List<Throwable> wrong) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int n = 0; n < 10; n++) {
                    lookAtAll(seen);
                    begun.countDown();
                }
            } catch (Throwable t) {
                wrong.add(t);
                begun.countDown();
            }
        });
    }
}
