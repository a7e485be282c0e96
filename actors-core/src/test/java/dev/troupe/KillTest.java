package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens to actors that don't end in time. Invariants 3 and 6.
@Timeout(30)
class KillTest {
    @Test
    @Tag("classpath")
    void killsChildrenBeforeParentsAndTheYoungestFirst() {
        Stage stage = Stage.closedWithin(Duration.ZERO);
        for (String name : new String[] {"a", "b"}) stage.system.spawn(name, Integer.class, self -> {
            for (String child : new String[] {"1", "2"})
                self.spawn(child, Integer.class, kid -> waitAndSay(stage, kid));
            waitAndSay(stage, self);
        });
        stage.settle();
        stage.end();
        stage.assertSaidInTheEnd("b/2 b/1 b a/2 a/1 a");
        for (String name : new String[] {"a", "b"})
            assertThat(List.of(stage.said().split(" "))).containsSubsequence(name + "/1", name)
                    .containsSubsequence(name + "/2", name);
    }

    private static void waitAndSay(Stage stage, ActorContext<Integer> self) {
        String name = self.name();
        try {
            self.receive();
        } finally {
            stage.say(name);
        }
    }

    @Test
    void unwindsABlockedBodyThatComesBackAfterTheLimit() throws InterruptedException {
        Stage stage = Stage.closedWithin(Duration.ofMillis(50));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        stage.system.spawn("b", Integer.class, self -> {
            try {
                inside.countDown();
                awaitUninterruptibly(go);
                self.receive();
            } finally {
                stage.say("unwound");
            }
        });
        Thread runs = Thread.ofPlatform().start(stage::settle);
        inside.await();
        stage.end();
        assertThat(stage.said()).isEmpty();
        go.countDown();
        Stage.eventually(() -> stage.said().equals("unwound"));
        Stage.eventually(() -> stage.system.names().isEmpty());
        runs.join();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // goes on waiting, as code that can't be interrupted does
            }
        }
    }

    @Test
    void aChildSpawnedWhileItsParentIsStoppedIsStoppedToo() throws InterruptedException {
        Stage stage = new Stage();
        Object lock = new Object();
        CountDownLatch spawning = new CountDownLatch(1);
        stage.system.onLifecycle(new LifecycleListener() {
            @Override
            public void spawned(ActorRef<?> actor) {
                if (!actor.name().equals("p/kid")) return;
                spawning.countDown();
                synchronized (lock) {
                    stage.say("spawned");
                }
            }
        });
        ActorRef<Integer> parent = stage.system.spawn("p", Integer.class, self -> {
            self.spawn("kid", Integer.class, kid -> kid.receive());
            self.receive();
        });
        Thread runs;
        synchronized (lock) {
            runs = Thread.ofPlatform().start(stage::settle);
            spawning.await();
            stage.system.stop(parent);
        }
        runs.join();
        stage.settle();
        assertThat(stage.system.names()).isEmpty();
        stage.close();
    }
}
