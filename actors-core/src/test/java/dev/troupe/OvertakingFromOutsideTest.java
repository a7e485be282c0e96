package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stop, or a kill, that comes from another thread while the deque is busy: invariants 6 and 8.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OvertakingFromOutsideTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noFurtherMessageIsHandled(boolean kill) throws Exception {
        try (Stage stage = new Stage()) {
            CountDownLatch inHand = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(1);
            AtomicInteger handled = new AtomicInteger();
            ActorRef<Integer> ref = stage.system.spawn("h", Integer.class, (self, n) -> {
                handled.incrementAndGet();
                inHand.countDown();
                told.await();
            });
            for (int n = 0; n < 20; n++) ref.tell(n);
            CompletableFuture<ExitReason> end = stage.system.whenEnded(ref).toCompletableFuture();
            stage.system.drive();
            inHand.await();
            if (kill) stage.system.kill(ref);
            else stage.system.stop(ref);
            told.countDown();
            assertThat(end.get(20, TimeUnit.SECONDS))
                    .isEqualTo(kill ? new ExitReason.Killed() : new ExitReason.Stopped());
            assertThat(handled).hasValue(1);
        }
    }

    @Test
    void aKillIsNoMereStopSinceACloseFollows() throws Exception {
        Stage stage = new Stage();
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        ActorRef<Integer> ref = stage.system.spawn("h", Integer.class, () -> new Handler<>() {
            @Override
            public void handle(HandlerContext<Integer> self, Integer n) throws InterruptedException {
                inHand.countDown();
                told.await();
            }

            @Override
            public void terminate(HandlerContext<Integer> self, ExitReason reason) {
                stage.say("terminate");
            }
        });
        ref.tell(1);
        CompletableFuture<ExitReason> end = stage.system.whenEnded(ref).toCompletableFuture();
        stage.system.drive();
        inHand.await();
        stage.system.kill(ref);
        Thread closing = Thread.ofPlatform().start(stage::close);
        Stage.eventually(stage.system::isClosed);
        told.countDown();
        closing.join();
        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(new ExitReason.Killed());
        assertThat(stage.said()).isEmpty();
    }
}
