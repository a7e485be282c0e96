package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The graph of who waits for whom: invariants 7 and 9 (from any thread).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitsTest {
    record Bill() {}

    private final Stage stage = new Stage();

    private void scene() {
        stage.system.spawn("full", Props.<Object>of(Object.class, self -> self.receive(Bill.class))
                .mailbox(Mailbox.bounded(1))).tell(1);
        stage.system.spawn("sender", Integer.class, self -> self.tell("full", 2));
        stage.system.spawn("silent", Object.class, self -> {
            self.receive();
            self.receive(Bill.class);
        });
        stage.system.spawn("asker", Integer.class,
                self -> self.<Object>ask("silent", to -> to, Duration.ofHours(1)));
        stage.system.spawn("sleeper", Integer.class, self -> self.sleep(Duration.ofHours(1)));
        stage.system.spawn("handler", Integer.class, (self, n) -> {});
    }

    private static final List<String> ARROWS = List.of("asker asks silent -> silent", "full receives Bill -> null",
            "sender sends to full (mailbox full 1/1) -> full", "silent receives Bill -> null",
            "sleeper sleeps -> null");

    private List<String> waits() {
        return stage.system.waits().stream().map(w -> w + " -> " + w.target()).toList();
    }

    private void turns() {
        stage.turns();
    }

    @Test
    @Tag("classpath")
    void fromOutsideWhileNobodyDrives() {
        try (stage) {
            assertThat(waits()).isEmpty();
            scene();
            assertThat(waits()).as("nobody has begun").isEmpty();
            turns();
            assertThat(waits()).isEqualTo(ARROWS);
        }
    }

    @Test
    void fromOutsideWhileAnotherThreadDrives() {
        try (stage) {
            stage.system.drive();
            scene();
            Stage.eventually(() -> waits().equals(ARROWS));
        }
    }

    @Test
    void fromWithinWithoutOneself() {
        try (stage) {
            scene();
            turns();
            stage.system.spawn("body", Integer.class, self -> waits().forEach(stage::say)).tell(1);
            turns();
            assertThat(stage.said()).isEqualTo(String.join(" ", ARROWS));
        }
    }

    @Test
    void tasksAndWhatTheyAwait() {
        try (stage) {
            Task<Void> first = stage.system.launch(self -> self.sleep(Duration.ofHours(1)));
            var _ = stage.system.launch(self -> self.await(first));
            turns();
            assertThat(waits()).containsExactly("task-1 sleeps -> null", "task-2 awaits task-1 -> task-1");
            first.cancel(true);
            turns();
            assertThat(waits()).isEmpty();
        }
    }

    @Test
    void whoseWaitIsOverIsNotThere() {
        try (stage) {
            scene();
            turns();
            stage.system.tell("silent", new Bill());
            stage.system.find("sender", Integer.class).ifPresent(stage.system::stop);
            turns();
            assertThat(waits()).containsExactly("full receives Bill -> null", "sleeper sleeps -> null");
        }
    }

    @Test
    void anArrowsTextIsWaiterAndWhat() {
        WaitFor arrow = new WaitFor("a", "asks b", "b");
        assertThat(arrow).hasToString("a asks b");
    }

    @Test
    void aClosedSystemHasNone() {
        scene();
        turns();
        stage.end();
        assertThat(stage.system.waits()).isEmpty();
    }

    @Test
    void lookingIsNoTurn() {
        try (stage) {
            for (int n = 0; n < 3; n++) stage.system.waits();
            assertThat(stage.system.step()).isFalse();
        }
    }

    @Test
    void aLongTurnIsWaitedFor() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (stage) {
            stage.system.spawn("r", Bill.class, self -> self.receive());
            stage.system.drive();
            Stage.eventually(() -> !waits().isEmpty());
            stage.system.spawn("h", Integer.class, (self, n) -> {
                busy.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }).tell(1);
            busy.await();
            Thread.ofPlatform().daemon().start(() -> {
                org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
                go.countDown();
            });
            assertThat(waits()).containsExactly("r receives -> null");
        }
    }

    @Test
    void whoDrivesMeanwhileIsNotRefused() throws Exception {
        try (stage) {
            stage.recorder("r");
            java.util.concurrent.atomic.AtomicBoolean end = new java.util.concurrent.atomic.AtomicBoolean();
            Thread looker = Thread.ofPlatform().start(() -> {
                while (!end.get()) stage.system.waits();
            });
            try {
                for (int n = 0; n < 50_000; n++) stage.system.step();
            } finally {
                end.set(true);
                looker.join();
            }
        }
    }
}
