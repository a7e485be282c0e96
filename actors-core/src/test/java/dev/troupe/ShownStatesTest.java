package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.SchedulerFigures;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// States that look like others.
@Tag("deque") // looks between turns, when nobody drives
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShownStatesTest {
    private static ActorFigures row(ActorSystem system, String name) {
        return system.inspect().actor(name).orElseThrow();
    }

    @Test
    void aHandlerThatHasStashedAllIsIdle() {
        try (ActorSystem system = ActorSystem.create()) {
            system.spawn("stashes", Integer.class, (self, n) -> self.stash(n));
            system.tell("stashes", 1);
            system.tell("stashes", 2);
            assertThat(row(system, "stashes").state()).isEqualTo(ActorState.STARTING);
            system.run();
            assertThat(row(system, "stashes").depth()).isEqualTo(2);
            assertThat(row(system, "stashes").state()).isEqualTo(ActorState.IDLE);
            system.tell("stashes", 3);
            assertThat(row(system, "stashes").state()).isEqualTo(ActorState.READY);
        }
    }

    @Test
    void aBodyThatHasNotBegunIsABody() {
        try (ActorSystem system = ActorSystem.create()) {
            system.spawn("body", Integer.class, self -> {
                self.receive();
                self.become((next, n) -> {});
                self.receive();
            });
            system.spawn("handler", Integer.class, (self, n) -> {});
            assertThat(row(system, "body").kind()).isEqualTo("body");
            assertThat(row(system, "handler").kind()).isEqualTo("handler");
            system.run();
            assertThat(row(system, "body").kind()).isEqualTo("body");
            system.tell("body", 1);
            system.run();
            assertThat(row(system, "body").kind()).isEqualTo("handler");
        }
    }

    private static SchedulerFigures pinned(ActorSystem system) {
        return system.inspect().schedulers().stream().filter(each -> each.scheduler().equals("pinned")).findFirst()
                .orElseThrow();
    }

    @Test
    void threadsOfOneActorEachAreBusyWhileTheyHaveSomethingToDo() throws Exception {
        CountDownLatch goesOn = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.create()) {
            for (int at = 0; at < 3; at++)
                system.spawn("a" + at, Props.of(Integer.class, (self, n) -> {
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }).scheduler(Scheduler.pinned()));
            await().until(() -> pinned(system).workers() == 3 && pinned(system).busy() == 0);
            system.tell("a1", 1);
            await().until(() -> pinned(system).busy() == 1);
            goesOn.countDown();
            await().until(() -> pinned(system).workers() == 3 && pinned(system).busy() == 0);
        }
    }
}
