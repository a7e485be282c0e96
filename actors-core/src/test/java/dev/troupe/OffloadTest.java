package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Unwind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Work elsewhere while a body waits, and what a stop does to it and to other waits. Holds invariants 1 and 6.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings({"FutureReturnValueIgnored", "Finally"}) // the stage hears of failures; an Unwind goes on
class OffloadTest {
    @Test
    void runsOnThreadsOfTheirKind() {
        try (Stage stage = new Stage()) {
            stage.system.launch(self -> {
                assertThat(self.<Boolean>offload(() -> Thread.currentThread().isVirtual())).isFalse();
                assertThat(self.<Boolean>blocking(() -> Thread.currentThread().isVirtual())).isTrue();
            }).join();
        }
    }

    @Test
    void failuresAreRaisedAsAnAwaitRaisesThem() {
        try (Stage stage = new Stage()) {
            IOException checked = new IOException();
            Error error = new AssertionError();
            stage.system.launch(self -> {
                assertThatThrownBy(() -> self.offload(() -> {
                    throw checked;
                })).isInstanceOf(AwaitException.class).cause().isSameAs(checked);
                assertThatThrownBy(() -> self.blocking(() -> {
                    throw checked;
                })).isInstanceOf(AwaitException.class).cause().isSameAs(checked);
                assertThatThrownBy(() -> self.offload(() -> {
                    throw error;
                })).isSameAs(error);
            }).join();
        }
    }

    @Test
    void thePoolIsAsWideAsTheProcessors() {
        try (Stage stage = new Stage()) {
            AtomicInteger now = new AtomicInteger();
            AtomicInteger peak = new AtomicInteger();
            int processors = Runtime.getRuntime().availableProcessors();
            CountDownLatch all = new CountDownLatch(processors);
            for (int n = 0; n < processors * 4; n++) stage.system.launch(self -> self.offload(() -> {
                peak.accumulateAndGet(now.incrementAndGet(), Math::max);
                all.countDown();
                all.await();
                return now.decrementAndGet();
            }));
            stage.settle();
            assertThat(peak).hasValue(processors);
        }
    }

    @Test
    void blockingCallsDoNotWaitForEachOther() {
        try (Stage stage = new Stage()) {
            CountDownLatch all = new CountDownLatch(500);
            for (int n = 0; n < 500; n++) stage.system.launch(self -> self.blocking(() -> {
                all.countDown();
                all.await();
                return 0;
            }));
            stage.settle();
            assertThat(all.getCount()).isZero();
        }
    }

    @Test
    void anActorsMessagesWaitInOrder() {
        try (Stage stage = new Stage()) {
            CountDownLatch go = new CountDownLatch(1);
            stage.system.spawn("a", Integer.class, self -> {
                self.blocking(() -> {
                    go.await();
                    return 0;
                });
                for (int n = 0; n < 3; n++) stage.say(self.receive());
            });
            for (int n = 1; n <= 3; n++) stage.system.tell("a", n);
            stage.system.launch(self -> go.countDown());
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "yield", "await", "task", "awaitFuture", "offload", "blocking", "ask"})
    void aStopIsRaisedInEveryKindOfWait(String how) {
        try (Stage stage = Stage.closedWithin(Duration.ofMillis(500))) {
            stage.system.spawn("deaf", Question.class, self -> {
                while (true) self.receive();
            });
            ActorRef<Object> ref = stage.system.spawn("a", Object.class, self -> {
                try {
                    TaskCancelTest.waits(self, how, stage);
                } catch (Unwind.Stopped e) {
                    stage.say("stopped");
                    throw e;
                } finally {
                    self.sleep(Duration.ofMillis(1));
                    self.offload(() -> 1);
                    stage.say("finally");
                }
            });
            stage.settleUntil(() -> stage.said().contains("waits"));
            stage.system.stop(ref);
            stage.settleUntil(() -> !stage.lives("a"));
            assertThat(stage.said()).contains("stopped").contains("finally");
            assertThat(stage.failures).isEmpty();
            if (how.equals("offload") || how.equals("blocking"))
                Stage.eventually(() -> stage.said().contains("interrupted"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "await", "offload", "blocking", "ask"})
    void aCloseKillsACleanUpInEveryKindOfWait(String how) {
        Stage stage = Stage.closedWithin(Duration.ofMillis(150));
        stage.system.spawn("deaf", Question.class, self -> {
            while (true) self.receive();
        });
        TaskAction body = self -> {
            try {
                self.sleep(Duration.ofHours(1));
            } finally {
                try {
                    if (how.equals("ask")) self.sleep(Duration.ofHours(1));
                    else TaskCancelTest.waits(self, how, stage);
                } catch (Unwind.Killed e) {
                    stage.say("killed");
                    throw e;
                }
            }
        };
        stage.system.spawn("a", Object.class, body::run);
        stage.system.launch(body);
        stage.turns();
        stage.end();
        Stage.eventually(() -> stage.said().replaceAll("waits|interrupted", "").trim().matches("killed +killed"));
        assertThat(stage.failures).isEmpty();
    }

    @Test
    void workThatWaitsInTheQueueOfThePoolIsNeverDoneForAnUnwoundBody() {
        try (Stage stage = new Stage()) {
            CountDownLatch go = new CountDownLatch(1);
            int processors = Runtime.getRuntime().availableProcessors();
            CountDownLatch inside = new CountDownLatch(processors);
            for (int n = 0; n < processors; n++) stage.system.launch(self -> self.offload(() -> {
                inside.countDown();
                go.await();
                return 0;
            }));
            stage.settleUntil(() -> inside.getCount() == 0);
            Task<Void> queued = stage.system.launch(self -> self.offload(() -> {
                stage.say("done");
                return 0;
            }));
            stage.turns();
            queued.cancel(true);
            stage.turns();
            go.countDown();
            stage.settle();
            assertThat(stage.said()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"offload", "blocking"})
    void isNotBegunForABodyThatStoppedItself(String how) {
        try (Stage stage = new Stage()) {
            int processors = Runtime.getRuntime().availableProcessors();
            Callable<Integer> work = () -> {
                stage.say("begun");
                return 0;
            };
            stage.system.spawn("a", Object.class, self -> {
                self.stop();
                try {
                    if (how.equals("offload")) self.offload(work);
                    else self.blocking(work);
                } finally {
                    // what had been begun would be over before these, which need all threads at once
                    CyclicBarrier all = new CyclicBarrier(processors);
                    List<Task<Integer>> others = new ArrayList<>();
                    for (int n = 0; n < processors; n++) others.add(self.start(other -> other.offload(all::await)));
                    self.await(Task.all(others));
                    for (int n = 0; n < 100; n++) self.blocking(() -> 0);
                    stage.say("finally");
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("finally");
        }
    }
}
