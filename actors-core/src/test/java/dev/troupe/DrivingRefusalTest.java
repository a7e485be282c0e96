package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may not drive. Holds invariant 1 (one at a time, never inside itself).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrivingRefusalTest {
    private static void use(ActorSystem system, String what) {
        switch (what) {
            case "run" -> system.run();
            case "run for" -> system.run(Duration.ZERO);
            case "step" -> system.step();
            case "drive" -> system.drive();
            default -> system.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run for", "step", "drive", "close"})
    @Tag("classpath")
    void fromInsideAnActor(String what) {
        try (Stage stage = new Stage(settings -> settings.name("sys"))) {
            String word = what.split(" ", 2)[0];
            stage.system.spawn("body", Integer.class, self -> {
                assertThatThrownBy(() -> use(self.system(), what)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(word + " must not be called from inside")
                        .hasMessageContaining("system=sys")
                        .hasMessageContaining("actor=body");
                stage.say("body");
            });
            stage.system.spawn("handler", Integer.class, (self, n) -> {
                assertThatThrownBy(() -> use(self.system(), what)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(word).hasMessageContaining("actor=handler");
                stage.say("handler");
            });
            stage.system.tell("handler", 1);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            stage.assertSaid("body handler");
            assertThat(stage.system.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run for", "step", "drive"})
    void bySecondThreadWithTheNameOfTheFirst(String what) throws InterruptedException {
        try (Stage stage = new Stage()) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            stage.system.spawn("h", Integer.class, (self, n) -> {
                inside.countDown();
                go.await();
            });
            stage.system.tell("h", 1);
            Thread first = Thread.ofPlatform().name("the-first").start(stage.system::run);
            inside.await();
            assertThatThrownBy(() -> use(stage.system, what)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one thread at a time").hasMessageContaining("system=troupe")
                    .hasMessageContaining("driven by=the-first");
            go.countDown();
            first.join();
            stage.settle();
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void whileTheSystemDrivesItself() {
        try (Stage stage = new Stage(settings -> settings.name("sys"))) {
            stage.system.drive();
            assertThatThrownBy(stage.system::run).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("driven by=sys-driver");
            assertThatThrownBy(stage.system::drive).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("driven by=sys-driver");
        }
    }
}
