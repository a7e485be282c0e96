package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/// Holds invariant 3: processed + dead = sent, whoever stops, ends, crashes or closes meanwhile; and 2: none twice, in the
/// sender's order.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NothingLostTest {
    private static final int ACTORS = 12;

    private final long seed = System.nanoTime();
    private final AtomicLong processed = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();

    private ActorRef<Integer> spawn(ActorSystem system, String name, SplittableRandom random) {
        int life = random.nextInt(1, 60);
        return switch (random.nextInt(5)) {
            case 0 -> system.spawn(name, Integer.class, (self, n) -> {
                processed.incrementAndGet();
                if (n % 61 == life) self.stop();
                if (n % 61 == life + 1) throw new IllegalStateException("crash");
            });
            case 1 -> system.spawn(name, Integer.class, self -> {
                for (int i = 0; i < life; i++) {
                    self.receive();
                    processed.incrementAndGet();
                    if (i % 5 == 0) self.yield();
                }
            });
            case 2 -> system.spawn(name, Integer.class, self -> {
                while (true) {
                    self.receive(n -> n % 3 == 0);
                    processed.incrementAndGet();
                    if (self.receive(Duration.ofNanos(1_000)).isPresent()) processed.incrementAndGet();
                }
            });
            case 3 -> system.spawn(name, Integer.class, self -> {
                for (int i = 0; i < life; i++) {
                    self.receive(n -> n % 2 == 0);
                    processed.incrementAndGet();
                }
                self.become((same, n) -> {
                    processed.incrementAndGet();
                    if (n % 97 == life) same.stop();
                });
            });
            default -> system.spawn(name, Integer.class, self -> {
                ActorRef<Integer> kid = self.spawn("kid", Integer.class, (k, n) -> {
                    if (n != -1) processed.incrementAndGet();
                });
                while (true) kid.tell(self.receive());
            });
        };
    }

    private Stage counted() {
        Stage stage = new Stage(settings -> settings.name("seed " + seed));
        stage.system.onDeadLetter(letter -> dead.incrementAndGet());
        return stage;
    }

    @RepeatedTest(20)
    @Tag("classpath")
    void whateverStopsMeanwhile() {
        SplittableRandom random = new SplittableRandom(seed);
        long sent = 0;
        try (Stage stage = counted()) {
            List<ActorRef<Integer>> refs = new ArrayList<>();
            for (int i = 0; i < ACTORS; i++) refs.add(spawn(stage.system, "a" + i, random.split()));
            for (int i = 0; i < 5_000; i++) {
                refs.get(random.nextInt(ACTORS)).tell(random.nextInt(10_000));
                sent++;
                switch (random.nextInt(400)) {
                    case 0 -> stage.system.stop(refs.get(random.nextInt(ACTORS)));
                    case 1 -> {
                        int at = random.nextInt(ACTORS);
                        if (!stage.lives("a" + at)) refs.set(at, spawn(stage.system, "a" + at, random.split()));
                    }
                    case 2, 3, 4 -> stage.system.step();
                    case 5 -> stage.settle();
                    default -> {}
                }
            }
            if (random.nextBoolean()) stage.settle();
        }
        assertThat(processed.get() + dead.get()).as("seed %s", seed).isEqualTo(sent);
    }

    @RepeatedTest(10)
    void whileFourThreadsSendAndTheSystemRunsAndCloses() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        AtomicLong sent = new AtomicLong();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        CountDownLatch warm = new CountDownLatch(4);
        try (Stage stage = counted()) {
            List<ActorRef<Integer>> refs = new ArrayList<>();
            for (int i = 0; i < ACTORS; i++) refs.add(spawn(stage.system, "a" + i, random.split()));
            stage.system.drive();
            for (int s = 0; s < 4; s++) {
                SplittableRandom own = random.split();
                senders.add(Thread.ofPlatform().name("sender").start(() -> {
                    int late = 0;
                    for (int i = 0; i < 20_000 && late < 100; i++) {
                        if (i == 1_000) warm.countDown();
                        SendResult result = refs.get(own.nextInt(ACTORS)).tell(own.nextInt(10_000));
                        sent.incrementAndGet();
                        if (result == SendResult.CLOSED) late = refused.incrementAndGet();
                        if (own.nextInt(2_000) == 0) stage.system.stop(refs.get(own.nextInt(ACTORS)));
                    }
                }));
            }
            warm.await();
        }
        for (Thread sender : senders) sender.join();
        assertThat(processed.get() + dead.get()).as("seed %s, refused %s", seed, refused).isEqualTo(sent.get());
    }

    @RepeatedTest(5)
    void messagesOfOneSenderArriveInOrderAndNoneTwice() throws InterruptedException {
        int[] last = new int[4];
        int[] got = {0};
        try (Stage stage = new Stage()) {
            ActorRef<int[]> ref = stage.system.spawn("r", int[].class, (self, m) -> {
                if (m[1] != last[m[0]] + 1) throw new IllegalStateException("after " + last[m[0]] + " came " + m[1]);
                last[m[0]] = m[1];
                got[0]++;
            });
            List<Thread> senders = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                int sender = s;
                senders.add(Thread.ofPlatform().start(() -> {
                    for (int n = 1; n <= 10_000; n++) ref.tell(new int[] {sender, n});
                }));
            }
            while (senders.stream().anyMatch(Thread::isAlive)) stage.settle();
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(got[0]).isEqualTo(40_000);
        }
    }
}
