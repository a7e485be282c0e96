package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tasks that await tasks, and tasks that start tasks without end. Holds section 2: an await is a wait like any other.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class TaskNestingTest {
    private static int sum(TaskContext self, int n) {
        if (n == 0) return 0;
        Task<Integer> rest = self.start(other -> sum(other, n - 1));
        return n + self.await(rest);
    }

    @Test
    void aThousandDeepNeedsNoDeepStack() {
        try (Stage stage = new Stage()) {
            assertThat(stage.system.start(self -> sum(self, 1_000)).join()).isEqualTo(500_500);
        }
    }

    private static int depth(TaskContext self, int n, List<Integer> depths) {
        Task<Integer> rest = n == 0 ? self.start(other -> 0) : self.start(other -> depth(other, n - 1, depths));
        int below = self.await(rest);
        depths.add(new Throwable().getStackTrace().length);
        return below + 1;
    }

    @Test
    void theStackOfWhoGoesOnIsAsFlatAtTheEndAsAtTheBeginning() {
        try (Stage stage = new Stage()) {
            List<Integer> depths = new ArrayList<>();
            assertThat(stage.system.start(self -> depth(self, 999, depths)).join()).isEqualTo(1_000);
            assertThat(depths.getLast() - depths.getFirst()).isBetween(-10, 10);
        }
    }

    private static void tick(Stage stage, TaskStarter starter, int left) {
        starter.launch(self -> {
            self.yield();
            if (left == 0) stage.say("end");
            else tick(stage, self, left - 1);
        });
    }

    @Test
    void recursionThatStartsTheNextNeverEndsTheStack() {
        try (Stage stage = new Stage()) {
            tick(stage, stage.system, 100_000);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("end");
        }
    }

    @Test
    void recursionThatAwaitsTheNextNeverEndsTheStack() {
        try (Stage stage = new Stage()) {
            int depth = 20_000;
            assertThat(stage.system.start(self -> sum(self, depth)).join()).isEqualTo(depth * (depth + 1) / 2);
        }
    }

    @Test
    void aLongChainOfDoneTasksTakesNoStack() {
        try (Stage stage = new Stage()) {
            assertThat(stage.system.start(self -> {
                int sum = 0;
                for (int n = 0; n < 100_000; n++) {
                    int m = n;
                    sum += self.await(self.start(other -> m % 3));
                }
                return sum;
            }).join()).isEqualTo(99_999);
        }
    }

    @Test
    void manyMayAwaitOne() {
        try (Stage stage = new Stage()) {
            Task<Integer> one = stage.system.start(self -> {
                self.sleep(Duration.ofMillis(5));
                return 1;
            });
            for (int n = 0; n < 5; n++) {
                int m = n;
                stage.system.launch(self -> stage.say(m + self.await(one)));
            }
            stage.settle();
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        }
    }

    @Test
    void theFailureOfTheInnermostReachesTheOutermostAsItIs() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("innermost");
            Task<Integer> outer = stage.system.start(self -> self.await(
                    self.<Integer>start(middle -> middle.await(middle.<Integer>start(inner -> {
                        throw failure;
                    })))));
            stage.settle();
            assertThat(outer.exceptionNow()).isSameAs(failure);
        }
    }
}
