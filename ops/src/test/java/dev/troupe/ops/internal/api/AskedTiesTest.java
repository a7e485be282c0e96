package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import dev.troupe.ops.internal.Altered;
import dev.troupe.spi.ActorTies;
import dev.troupe.spi.Inspection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
        AtomicInteger asked = new AtomicInteger();
        try (ActorSystem system = ActorSystem.create()) {
            Inspection first = Altered.instead(system.inspect(), "ties", original -> asked.incrementAndGet() == 1
                    ? new CompletableFuture<ActorTies>() // the actor ends before it has answered
                    : original.call());
            AskedTies ties = new AskedTies(first);
            ActorRef<Integer> before = system.spawn("name", Integer.class, (_, _) -> {});
            before.tell(1);
            system.run();
            assertThat(ties.of("name")).isNull();
            assertThat(ties.of("name")).isNull();
            assertThat(asked).as("of the same actor").hasValue(1);
            system.kill(before);
            system.run();
            system.spawn("name", Integer.class, (_, _) -> {});
            system.drive();
            await().until(() -> ties.of("name") != null);
        }
    }
}
