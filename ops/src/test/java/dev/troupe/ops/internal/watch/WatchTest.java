package dev.troupe.ops.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WatchTest {
    private final ActorSystem system = ActorSystem.builder().name("watched").scheduler(Scheduler.parallel(2)).build();
    private final Watch watch = new Watch(system.inspect(), Duration.ofMillis(20), Duration.ofMillis(200));

    @AfterEach
    void close() {
        watch.close();
        system.close();
    }

    private static boolean hasThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .anyMatch(name -> name.equals("troupe-ticks-watched") || name.equals("troupe-ops-watched"));
    }

    /// Dead letters are kept while something is attached, and only then.
    private boolean isHeard() {
        system.tell("nobody", 1);
        return !system.inspect().deadLetters().isEmpty();
    }

    @Test
    void collectsOnlyWhileWatched() {
        assertThat(hasThreads()).isFalse();
        assertThat(isHeard()).isFalse();
        assertThat(watch.isWatched()).isFalse();
        await().until(() -> polled() && watch.isWatched() && hasThreads() && isHeard());
        await().until(() -> !watch.isWatched());
        await().until(() -> !hasThreads());
        assertThat(isHeard()).isFalse();
        await().until(() -> polled() && isHeard());
    }

    /// Again and again, for on a busy machine the grace may be over before the next line.
    private boolean polled() {
        watch.poll();
        return true;
    }

    @Test
    void isWatchedAsLongAsItIsPolled() {
        Duration grace = Duration.ofSeconds(1);
        try (Watch polled = new Watch(system.inspect(), Duration.ofMillis(20), grace)) {
            long begin = polled.poll().overview().nowMillis();
            Thread ticking = ticking();
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> polled.poll().overview().nowMillis() - begin > grace.toMillis() + 300);
            assertThat(ticking()).isSameAs(ticking); // it was never given up
        }
    }

    private static Thread ticking() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("troupe-ticks-watched")).findFirst().orElseThrow();
    }

    @Test
    void isWatchedAsLongAsItIsFollowed() throws InterruptedException {
        BlockingQueue<Overview> told = new LinkedBlockingQueue<>();
        Runnable end = watch.follow(told::add);
        assertThat(told).isNotEmpty(); // at once
        long first = told.take().nowMillis();
        while (told.take().nowMillis() - first < 600) assertThat(watch.isWatched()).isTrue();
        end.run();
        await().until(() -> !watch.isWatched());
        await().until(() -> !hasThreads());
    }

    @Test
    void clearsWhatItCollectedWhenUnwatched() {
        watch.poll();
        ActorRef<Integer> sink = system.spawn("sink", Integer.class, (_, _) -> {});
        await().until(() -> {
            for (int i = 0; i < 1_000; i++) sink.tell(i);
            return watch.poll().processing("sink") != null;
        });
        await().until(() -> !watch.isWatched());
        assertThat(watch.poll().processing("sink")).isNull();
    }

    @Test
    void givesRatesOverTheLastTick() throws InterruptedException {
        BlockingQueue<Overview> told = new LinkedBlockingQueue<>();
        Runnable end = watch.follow(told::add);
        Overview first = told.take();
        assertThat(first.rates().processed()).as("not known yet").isEqualTo(-1);
        assertThat(first.utilisation()).isEqualTo(-1);
        assertThat(watch.poll().workers()).isNotEmpty()
                .allMatch(row -> row.turnRate() == -1 == (row.utilisation() == -1));
        system.spawn("ping", Integer.class, (self, n) -> self.tell("pong", n));
        system.spawn("pong", Integer.class, (self, n) -> self.tell("ping", n));
        system.tell("ping", 0);
        Overview busy = told.take();
        while (busy.rates().processed() < 1_000) busy = told.take();
        assertThat(busy.utilisation()).isBetween(0.0, 1.0);
        assertThat(busy.totals().processed()).isPositive();
        end.run();
    }

    @Test
    void tellsTheOthersWhenOneFollowerFails() throws InterruptedException {
        BlockingQueue<Overview> told = new LinkedBlockingQueue<>();
        CountDownLatch thrown = new CountDownLatch(3);
        boolean[] first = {true};
        watch.follow(_ -> {
            if (!first[0]) {
                thrown.countDown();
                throw new IllegalStateException("planted");
            }
            first[0] = false;
        });
        watch.follow(told::add);
        thrown.await();
        told.clear();
        told.take();
        assertThat(watch.isWatched()).isTrue();
    }

    @Test
    void collectsNoMoreOnceClosed() {
        watch.poll();
        watch.close();
        assertThatIllegalStateException().isThrownBy(watch::poll).withMessage("dashboard must be open: system=watched");
        await().until(() -> !hasThreads());
    }
}
