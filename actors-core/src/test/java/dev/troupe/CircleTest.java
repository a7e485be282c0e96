package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks and awaits that close a circle. Holds invariant 7: found when it closes, and named.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class CircleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static int ask(TaskContext self, String name) {
        return self.<Integer>ask(name, Question::new, HOUR);
    }

    /// The last asks the first when it has been asked.
    private static void circle(Stage stage, boolean caught, String... names) {
        for (int n = 0; n < names.length; n++) {
            boolean first = n == 0;
            boolean last = n == names.length - 1;
            String next = names[(n + 1) % names.length];
            stage.system.spawn(names[n], Question.class, self -> {
                Question question = first ? null : self.receive();
                int reply;
                if (last && caught) {
                    DeadlockException circle = catchThrowableOfType(DeadlockException.class, () -> ask(self, next));
                    stage.say(circle.getMessage());
                    assertThat(circle.target()).isEqualTo(next);
                    reply = 1;
                } else reply = ask(self, next) + 1;
                if (question != null) question.to().tell(reply);
                else stage.say("=" + reply);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a b c", "a b c d e f g"})
    void ofAsksIsNamedToWhoClosesItAndMayBeCaught(String names) {
        try (Stage stage = new Stage()) {
            String[] all = names.split(" ");
            circle(stage, true, all);
            stage.settle();
            List<String> text = new ArrayList<>();
            for (int n = 0; n < all.length; n++) text.add(all[n] + " asks " + all[(n + 1) % all.length]);
            assertThat(stage.said()).isEqualTo(String.join(", ", text) + " =" + all.length);
            assertThat(stage.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a b c"})
    void thatNobodyCatchesIsThrownByRunOnce(String names) {
        try (Stage stage = new Stage()) {
            circle(stage, false, names.split(" "));
            assertThatThrownBy(stage::settle).isInstanceOf(DeadlockException.class)
                    .hasMessageStartingWith("a asks b, b asks ")
                    .hasMessageEndingWith("asks a");
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).hasSize(names.split(" ").length);
        }
    }

    @Test
    void isFoundBesideAHeartbeat() {
        try (Stage stage = new Stage()) {
            stage.system.launch(self -> {
                while (stage.lives("a") || stage.lives("b")) self.sleep(Duration.ofMillis(1));
            });
            circle(stage, true, "a", "b");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a asks b, b asks a =2");
        }
    }

    /// The task before them all awaits the next, the last awaits the first.
    private static List<Task<Integer>> tasks(Stage stage, int size, boolean caught) {
        List<Task<Integer>> all = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            int at = n;
            all.add(stage.system.start(self -> {
                Task<Integer> next = all.get((at + 1) % size);
                if (at > 0) stage.afterWaitOf(all.get(at - 1).name(), self);
                if (!caught || at < size - 1) return self.await(next) + 1;
                assertThatThrownBy(() -> self.await(next)).isInstanceOf(DeadlockException.class)
                        .satisfies(circle -> stage.say(circle.getMessage()));
                return 1;
            }));
        }
        return all;
    }

    private static String text(List<Task<Integer>> all) {
        List<String> text = new ArrayList<>();
        for (int n = 0; n < all.size(); n++)
            text.add(all.get(n).name() + " awaits " + all.get((n + 1) % all.size()).name());
        return String.join(", ", text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void ofTasksIsNamedToWhoClosesIt(int size) {
        try (Stage stage = new Stage()) {
            List<Task<Integer>> all = tasks(stage, size, true);
            stage.settle();
            assertThat(stage.said()).isEqualTo(text(all));
            assertThat(all.getFirst().join()).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ofTasksThatNobodyCatchesIsThrownByRun(int size) {
        try (Stage stage = new Stage()) {
            List<Task<Integer>> all = tasks(stage, size, false);
            assertThatThrownBy(stage::settle).isInstanceOf(DeadlockException.class).hasMessage(text(all));
            assertThat(all).allSatisfy(task -> assertThat(task.exceptionNow()).isInstanceOf(DeadlockException.class));
            stage.settle();
        }
    }

    @Test
    void thatRunOfATaskHasThrownIsNotThrownAgain() {
        try (Stage stage = new Stage()) {
            List<Task<Integer>> all = tasks(stage, 2, false);
            assertThatThrownBy(() -> stage.system.run(all.getFirst())).isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DeadlockException.class);
            stage.settle();
        }
    }

    @Test
    void thatTheAwaiterOfTheTaskCatchesIsNotThrownByRun() {
        try (Stage stage = new Stage()) {
            List<Task<Integer>> all = new ArrayList<>();
            all.add(stage.system.start(self -> {
                assertThatThrownBy(() -> self.await(all.get(1))).isInstanceOf(DeadlockException.class);
                return 0;
            }));
            all.add(stage.system.start(self -> self.await(all.get(0))));
            stage.settle();
            assertThat(all.getFirst().join()).isZero();
        }
    }

    @Test
    void ofAsksAndAwaitsIsNamed() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Question.class, self -> {
                self.receive();
                assertThatThrownBy(() -> self.await(self.start(task -> {
                    stage.afterWaitOf("a", task);
                    return ask(task, "a");
                })))
                        .isInstanceOf(DeadlockException.class).hasMessage("a awaits task-1, task-1 asks a");
                stage.say("caught");
            });
            stage.system.tell("a", new Question(stage.system.spawn("to", Integer.class, (self, n) -> {})));
            stage.system.run(Stage.PATIENCE);
            assertThat(stage.said()).isEqualTo("caught");
        }
    }

    @Test
    void isNoneWhenTheWaitOfTheOtherIsOverAlready() {
        try (Stage stage = new Stage()) {
            List<Task<Integer>> all = new ArrayList<>();
            all.add(stage.system.start(self -> {
                assertThatThrownBy(() -> self.await(all.get(1))).isInstanceOf(CancellationException.class);
                return 5;
            }));
            all.add(stage.system.start(self -> {
                try {
                    self.sleep(HOUR);
                } finally {
                    stage.say(self.await(all.get(0)));
                }
                return 1;
            }));
            stage.turnsUntilWaiting(2);
            all.get(1).cancel(true);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("5");
        }
    }

    @Test
    void isNoneWithATaskThatIsCancelledAndCleansUp() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            List<Task<Integer>> all = new ArrayList<>();
            all.add(stage.system.start(self -> {
                self.await(go);
                assertThatThrownBy(() -> self.await(all.get(1))).isInstanceOf(CancellationException.class);
                return 5;
            }));
            all.add(stage.system.start(self -> {
                try {
                    self.sleep(HOUR);
                } finally {
                    stage.say("cleans");
                    stage.say(self.await(all.get(0)));
                }
                return 1;
            }));
            stage.turnsUntilWaiting(2);
            all.get(1).cancel(true);
            stage.turnsUntil(() -> stage.said().equals("cleans"));
            assertThat(stage.said()).isEqualTo("cleans");
            go.complete(1);
            stage.settle();
            assertThat(all.get(0).join()).isEqualTo(5);
            assertThat(stage.said()).isEqualTo("cleans 5");
        }
    }

    @Test
    void isNoneInADiamondOrAChain() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("t", Question.class, self -> {
                while (true) {
                    Question question = self.receive();
                    self.yield();
                    question.to().tell(1);
                }
            });
            for (String side : new String[] {"l", "r"}) stage.system.spawn(side, Question.class, self -> {
                Question question = self.receive();
                question.to().tell(ask(self, "t"));
            });
            Task<Integer> top = stage.system.start(self -> {
                Task<Integer> left = self.start(task -> ask(task, "l"));
                return ask(self, "r") + self.await(left);
            });
            stage.settle();
            assertThat(top.join()).isEqualTo(2);
        }
    }

    @Test
    void isFoundThoughTheMessageTookItsTimeToBeMade() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Object.class,
                    self -> self.<Object>ask("b", r -> {
                        self.yield();
                        return r;
                    }, HOUR));
            stage.system.spawn("b", Object.class, self -> self.<Object>ask("a", r -> r, HOUR));
            stage.system.run(Duration.ofSeconds(5));
            assertThat(stage.failures).extracting(Failure::cause).hasAtLeastOneElementOfType(DeadlockException.class);
        }
    }
}
