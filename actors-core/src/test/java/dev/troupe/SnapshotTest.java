package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariant 10 for who looks later: the last failures are kept, and all are counted.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnapshotTest {
    private static void crash(Stage stage, int n) {
        stage.system.spawn("c" + n, Object.class, self -> {
            throw new IllegalStateException("crash " + n);
        });
        stage.settle();
    }

    private static List<String> actors(SystemSnapshot snapshot) {
        return snapshot.lastFailures().stream().map(Failure::actor).toList();
    }

    @Test
    @Tag("classpath")
    void aNewSystemHasNothingToShow() {
        try (Stage stage = new Stage(settings -> settings.name("shown"))) {
            assertThat(stage.system.snapshot()).isEqualTo(new SystemSnapshot("shown", 0, 0, 0, List.of()));
        }
    }

    @Test
    void countsWhoHasAName() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.spawn("p", Object.class, self -> {
                self.spawn("kid", Object.class, kid -> kid.receive());
                self.receive();
            });
            assertThat(stage.system.snapshot().actors()).isEqualTo(2);
            stage.settle();
            assertThat(stage.system.snapshot().actors()).isEqualTo(3);
            stage.end();
            assertThat(stage.system.snapshot().actors()).isZero();
        }
    }

    @Test
    void keepsTheLastFailuresTheOldestFirst() {
        try (Stage stage = new Stage()) {
            for (int n = 1; n <= 32; n++) crash(stage, n);
            assertThat(actors(stage.system.snapshot())).hasSize(32).startsWith("c1").endsWith("c32");
            assertThat(stage.system.snapshot().lastFailures()).isEqualTo(stage.failures);
            SystemSnapshot before = stage.system.snapshot();
            for (int n = 33; n <= 40; n++) crash(stage, n);
            assertThat(actors(stage.system.snapshot()))
                    .isEqualTo(IntStream.rangeClosed(9, 40).mapToObj(n -> "c" + n).toList());
            assertThat(stage.system.snapshot().failures()).isEqualTo(40);
            assertThat(actors(before)).as("a copy").hasSize(32).startsWith("c1");
            stage.end();
            assertThat(stage.system.snapshot().failures()).isEqualTo(40);
        }
    }

    @Test
    void aListenerSeesTheFailureItIsTold() {
        try (Stage stage = new Stage()) {
            stage.system.onFailure(failure -> stage.say(stage.system.snapshot().lastFailures().contains(failure)));
            crash(stage, 1);
            assertThat(stage.said()).isEqualTo("true");
        }
    }

    @Test
    void missesNoFailureOfAnyThread() throws InterruptedException {
        try (Stage stage = new Stage()) {
            List<ActorContext<Object>> escaped = new ArrayList<>();
            stage.system.spawn("b", Object.class, self -> {
                escaped.add(self);
                self.receive();
            });
            stage.settle();
            ActorContext<Object> context = escaped.getFirst();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 250; n++)
                    assertThatThrownBy(context::receive).isInstanceOf(IllegalStateException.class);
            }));
            for (Thread thread : threads) {
                while (thread.isAlive())
                    assertThat(stage.system.snapshot().lastFailures()).hasSizeLessThanOrEqualTo(32);
                thread.join();
            }
            assertThat(stage.system.snapshot().failures()).isEqualTo(1_000);
            assertThat(stage.system.snapshot().lastFailures()).hasSize(32);
        }
    }
}
