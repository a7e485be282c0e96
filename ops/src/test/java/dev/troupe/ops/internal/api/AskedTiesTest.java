package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import dev.troupe.spi.ActorTies;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class AskedTiesTest {
    @Test
    void asksAnActorThatIsStuckOnlyOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            system.spawn("free", Integer.class, (_, _) -> {});
            system.spawn("stuck", Integer.class, (_, _) -> {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            system.tell("stuck", 1);
            begun.await();
            AskedTies ties = new AskedTies(system.inspect());
            for (int i = 0; i < 3; i++)
                assertThat(ties.of(List.of("stuck", "free", "nobody"))).extracting(ActorTies::path)
                        .containsExactly("free");
            assertThat(system.inspect().actor("stuck").orElseThrow().depth()).isLessThanOrEqualTo(1);
            go.countDown();
            await().until(() -> ties.of("stuck") != null);
        }
    }

    @Test
    void asksAnotherActorOfTheSameNameAnew() {
        try (ActorSystem system = ActorSystem.create()) {
            AskedTies ties = new AskedTies(system.inspect());
            ActorRef<Integer> first = system.spawn("name", Integer.class, (_, _) -> {});
            first.tell(1);
            system.run();
            assertThat(ties.of("name")).as("nobody drives it").isNull();
            system.kill(first);
            system.run();
            system.spawn("name", Integer.class, (_, _) -> {});
            system.drive();
            await().until(() -> ties.of("name") != null);
        }
    }
}
