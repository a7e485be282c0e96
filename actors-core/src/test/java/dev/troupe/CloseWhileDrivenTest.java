package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariants 3, 6 and 9 where one thread drives and another closes.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseWhileDrivenTest {
    private static Thread running(Stage stage) {
        return Thread.ofPlatform().name("runs").start(stage.system::run);
    }

    @Test
    @Tag("classpath")
    void aDrivenSystemWorksOnWhatComesFromOutside() {
        try (Stage stage = new Stage()) {
            AtomicInteger sum = new AtomicInteger();
            stage.system.drive();
            ActorRef<Integer> ref = stage.system.spawn("b", Integer.class, self -> {
                while (true) sum.addAndGet(self.receive());
            });
            for (int n = 1; n <= 100; n++) {
                ref.tell(n);
                if (n % 25 == 0) {
                    int expected = n * (n + 1) / 2;
                    Stage.eventually(() -> sum.get() == expected); // it parks in between
                }
            }
        }
    }

    @Test
    void closesADrivenSystem() {
        Stage stage = new Stage();
        stage.system.drive();
        stage.system.spawn("b", Integer.class, self -> {
            try {
                stage.say("started");
                self.receive();
            } finally {
                self.sleep(Duration.ofMillis(5));
                stage.say("finally");
            }
        });
        Stage.eventually(() -> stage.said().equals("started"));
        stage.end();
        assertThat(stage.said()).isEqualTo("started finally");
        assertThat(stage.system.names()).isEmpty();
        Stage.eventually(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("troupe-driver")));
    }

    @Test
    void endsARunThatSleeps() throws InterruptedException {
        Stage stage = new Stage();
        CountDownLatch asleep = new CountDownLatch(1);
        stage.system.spawn("b", Integer.class, self -> {
            asleep.countDown();
            self.sleep(Duration.ofHours(1));
        });
        Thread runs = running(stage);
        asleep.await();
        stage.end();
        runs.join();
        assertThat(stage.system.names()).isEmpty();
    }

    @Test
    void endsARunOfATaskAndSaysThatTheSystemIsClosed() throws Exception {
        Stage stage = new Stage();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Integer> cleanUp = new CompletableFuture<>();
        Task<Integer> task = stage.system.start(self -> {
            try {
                waits.countDown();
                return self.await(new CompletableFuture<>());
            } finally {
                self.await(cleanUp);
            }
        });
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                thrown.completeExceptionally(new AssertionError("returned " + stage.system.run(task)));
            } catch (Throwable t) {
                thrown.complete(t);
            }
        });
        waits.await();
        Thread closes = Thread.ofPlatform().start(stage::end);
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in a system that is closed").hasMessageContaining(task.name());
        cleanUp.complete(1);
        closes.join();
    }

    @Test
    void endsARunThatNeverEnds() throws InterruptedException {
        Stage stage = new Stage();
        CountDownLatch spins = new CountDownLatch(1_000);
        stage.system.spawn("h", Integer.class, (self, n) -> {
            spins.countDown();
            self.tell("h", n + 1);
        });
        stage.system.tell("h", 0);
        Thread runs = running(stage);
        spins.await();
        stage.end();
        runs.join();
        assertThat(stage.deadLetters).hasSize(1);
        assertThat(stage.system.names()).isEmpty();
    }

    @Test
    void interruptsABodyThatBlocks() throws InterruptedException {
        Stage stage = Stage.closedWithin(Duration.ofMillis(300));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        stage.system.spawn("b", Integer.class, self -> {
            inside.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                stage.say("interrupted");
            }
        });
        Thread runs = running(stage);
        inside.await();
        long start = System.nanoTime();
        stage.end();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Stage.PATIENCE);
        runs.join();
        Stage.eventually(() -> stage.said().equals("interrupted"));
    }

    @Test
    void leavesNothingUnsaidWhenAHandlerOutlastsTheLimit() throws InterruptedException {
        Stage stage = Stage.closedWithin(Duration.ofMillis(50));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        stage.system.spawn("h", Integer.class, (self, n) -> {
            inside.countDown();
            while (go.getCount() > 0) Thread.onSpinWait();
        });
        for (int n = 1; n <= 3; n++) stage.system.tell("h", n);
        Thread runs = running(stage);
        inside.await();
        stage.end();
        go.countDown();
        runs.join();
        Stage.eventually(() -> stage.deadLetters.size() == 2);
        assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(2, 3);
    }

    @Test
    void twoThreadsMayClose() throws InterruptedException {
        Stage stage = new Stage();
        CountDownLatch waits = new CountDownLatch(1);
        stage.system.spawn("b", Integer.class, self -> {
            waits.countDown();
            try {
                self.receive();
            } finally {
                self.sleep(Duration.ofMillis(20));
                stage.say("finally");
            }
        });
        stage.system.drive();
        waits.await();
        AtomicInteger early = new AtomicInteger();
        Runnable close = () -> {
            stage.end();
            if (!stage.said().equals("finally")) early.incrementAndGet();
        };
        Thread one = Thread.ofPlatform().start(close);
        Thread two = Thread.ofVirtual().start(close);
        one.join();
        two.join();
        assertThat(early).hasValue(0);
        assertThat(stage.said()).isEqualTo("finally");
    }
}
