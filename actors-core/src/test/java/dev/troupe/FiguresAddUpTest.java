package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Totals;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever polls while actors come, send, stop and crash sees counts that never go back, and once nothing goes on they add up to
/// the message (invariant 3). What is shown of a moment too much would have to be taken back then.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FiguresAddUpTest {
    private static final int NAMES = 24;

    /// Knows what has become of it.
    private static final class Ball {
        final int hops;
        volatile boolean accepted;
        boolean passed;

        Ball(int hops) {
            this.hops = hops;
        }
    }

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong stashed = new AtomicLong();
    private final Map<String, Long> processed = new HashMap<>();
    private long sentBefore;
    private long processedBefore;
    private long startedBefore;
    private volatile boolean over;

    private SendResult send(ActorRef<Ball> to, Ball ball) {
        SendResult result = to.tell(ball);
        if (result != SendResult.ACCEPTED) return result;
        ball.accepted = true;
        accepted.incrementAndGet();
        return result;
    }

    private void pass(ActorSystem system, Ball ball) {
        if (ball.passed) return;
        ball.passed = true;
        if (ball.hops > 0)
            system.find("a" + ball.hops * 7 % NAMES, Ball.class).ifPresent(next -> send(next, new Ball(ball.hops - 1)));
    }

    private Props<Ball> props(ActorSystem system, int kind) {
        Props<Ball> props = switch (kind % 4) {
            case 0 -> Props.of(Ball.class, (self, ball) -> {
                taken.incrementAndGet();
                pass(system, ball);
                if (ball.hops % 37 == 5) self.stop();
                if (ball.hops % 41 == 6) throw new IllegalStateException("a crash");
            });
            case 1 -> Props.of(Ball.class, self -> {
                while (true) {
                    Ball ball = self.receive();
                    taken.incrementAndGet();
                    pass(system, ball);
                    if (ball.hops % 43 == 7) return;
                    if (ball.hops % 47 == 8) throw new IllegalStateException("a crash");
                    if (ball.hops % 11 == 3) self.sleep(Duration.ofNanos(1000));
                }
            });
            case 2 -> Props.of(Ball.class, self -> {
                while (true) {
                    Ball ball = self.receive(each -> each.hops % 3 != 0); // the others wait for ever
                    taken.incrementAndGet();
                    pass(system, ball);
                    self.yield();
                }
            });
            default -> Props.of(Ball.class, (self, ball) -> {
                taken.incrementAndGet();
                pass(system, ball);
                if (ball.hops % 5 == 0) {
                    self.stash(ball);
                    stashed.incrementAndGet();
                } else if (ball.hops % 7 == 0) self.unstash();
            });
        };
        if (kind % 3 == 0) props = props.restart(RestartPolicy.upTo(3, Duration.ofHours(1)));
        props = props.group("g" + kind % 7);
        return switch (kind % 5) {
            // a sender that is killed while it waits for room never learns whether it got any
            case 0 -> props.mailbox(Mailbox.bounded(3, Mailbox.WhenFull.REFUSE));
            case 1 -> props.mailbox(Mailbox.bounded(4, Mailbox.WhenFull.DROP_OLDEST));
            default -> props;
        };
    }

    private void look(Inspection seen) {
        Totals now = seen.totals();
        assertThat(now.sent()).isGreaterThanOrEqualTo(sentBefore);
        assertThat(now.processed()).isGreaterThanOrEqualTo(processedBefore);
        assertThat(now.started()).isGreaterThanOrEqualTo(startedBefore);
        assertThat(now.sent()).isGreaterThanOrEqualTo(now.processed());
        sentBefore = now.sent();
        processedBefore = now.processed();
        startedBefore = now.started();
        for (GroupFigures group : seen.groups()) {
            Long before = processed.put(group.group(), group.processed());
            assertThat(group.processed()).isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
        assertThat(seen.actors()).allSatisfy(row -> assertThat(row.depth()).isNotNegative());
    }

    private void play(ActorSystem system, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 400; round++) {
            String name = "a" + random.nextInt(NAMES);
            ActorRef<Ball> known = system.find(name, Ball.class).orElse(null);
            if (known == null) known = system.spawn(name, props(system, random.nextInt(60)));
            for (int n = random.nextInt(8); n > 0; n--) send(known, new Ball(random.nextInt(60)));
            switch (random.nextInt(30)) {
                case 0 -> system.stop(known);
                case 1 -> system.kill(known);
                case 2 -> system.poison(known);
                default -> {}
            }
            if (round % 10 == 0) system.run(Duration.ofMillis(2));
        }
    }

    /// Many actors that end soon, each of which must add up: a look that falls into the wrong moment would show too much.
    @Test
    void noMomentIsCountedTwice() throws InterruptedException {
        try (Stage stage = new Stage()) {
            Inspection seen = stage.system.inspect();
            Thread poller = Thread.ofPlatform().daemon().start(() -> {
                while (!over) seen.totals();
            });
            long sent = 0;
            for (int round = 0; round < 5_000; round++) {
                ActorRef<Ball> brief = stage.system.spawn("brief", Ball.class, (self, ball) -> {
                    if (ball.hops == 0) self.stop();
                });
                for (int n = 19; n >= 0; n--) brief.tell(new Ball(n));
                stage.settle();
                sent += 20;
                Totals now = seen.totals();
                assertThat(now.processed()).as("processed, round %s", round).isEqualTo(sent);
                assertThat(now.sent()).as("sent, round %s", round).isEqualTo(sent);
            }
            over = true;
            poller.join();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverGoesOnMeanwhile(long seed) throws InterruptedException {
        try (Stage stage = new Stage()) {
            Inspection seen = stage.system.inspect();
            AtomicLong polls = new AtomicLong();
            List<Throwable> wrong = new CopyOnWriteArrayList<>();
            Thread poller = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (!over) {
                        look(seen);
                        polls.incrementAndGet();
                    }
                } catch (Throwable t) {
                    wrong.add(t);
                }
            });
            play(stage.system, seed);
            stage.system.run(Duration.ofSeconds(5));
            over = true;
            poller.join();
            assertThat(wrong).isEmpty();
            assertThat(polls.get()).isPositive();
            Totals now = seen.totals();
            long lost = stage.deadLetters.stream().filter(letter -> ((Ball) letter.message()).accepted).count();
            assertThat(now.processed()).as("processed").isEqualTo(taken.get());
            assertThat(now.sent()).as("sent").isEqualTo(accepted.get() + stashed.get());
            assertThat(now.waiting()).as("waiting").isEqualTo(now.sent() - now.processed() - lost);
            assertThat(seen.actors().mapToLong(ActorFigures::depth).sum()).isEqualTo(now.waiting());
            assertThat(seen.groups().stream().mapToLong(GroupFigures::processed).sum()).isEqualTo(now.processed());
            assertThat(now.live()).isEqualTo(now.started() - now.stopped().values().stream().mapToLong(n -> n).sum());
        }
    }
}
