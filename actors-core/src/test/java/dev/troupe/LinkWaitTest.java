package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.coroutine.Unwind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The exit of a linked actor is raised where a body waits, whatever for, and not in the clean-up of a stop: invariant 6. S12.
class LinkWaitTest extends PuppetTest {
    /// A body that waits in each way, and what it does about the exit.
    private ActorRef<Object> waits(String where, boolean catches, ActorRef<Object> other) {
        ActorRef<Object> full = stage.system.spawn("full", Props.<Object>of(Object.class, self -> {
            self.sleep(Duration.ofSeconds(1));
            while (true) self.receive();
        }).mailbox(Mailbox.bounded(1)));
        full.tell("full");
        CompletableFuture<String> never = new CompletableFuture<>();
        return stage.system.spawn("a", Object.class, self -> {
            self.link(other);
            try {
                switch (where) {
                    case "receive" -> self.receive();
                    case "class" -> self.receive(String.class);
                    case "predicate" -> self.receive(message -> false);
                    case "limit" -> self.receive(Duration.ofHours(1));
                    case "sleep" -> self.sleep(Duration.ofHours(1));
                    case "ask" -> self.ask(full, reply -> "question", Duration.ofHours(1));
                    case "await" -> self.await(never);
                    case "tell" -> full.tell("more");
                    default -> {
                        while (true) self.yield();
                    }
                }
                stage.say("went on");
            } catch (Unwind.Linked exit) {
                stage.say("linked to " + exit.actor());
                if (!catches) throw exit;
                stage.say(self.receive(Integer.class));
                self.sleep(Duration.ofSeconds(1));
                self.receive();
            } finally {
                stage.say("finally");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive", "class", "predicate", "limit", "sleep", "ask", "await", "tell", "yield"})
    @Tag("classpath")
    void isRaisedWhereTheBodyWaits(String where) {
        try (stage) {
            ActorRef<Object> b = puppet("b", Kind.HANDLER);
            waits(where, false, b);
            if (where.equals("yield")) stage.system.run(Duration.ofMillis(5));
            else stage.turns();
            b.tell(CRASH);
            stage.system.run(Duration.ofSeconds(5));
            assertThat(stage.said()).isEqualTo("linked to b finally");
            assertThat(stage.lives("a")).isFalse();
            assertLinkedExit("a", "b");
            assertThat(stage.system.waits()).extracting(WaitFor::waiter).doesNotContain("a");
            second();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive", "class", "predicate", "limit", "sleep", "ask", "await", "tell", "yield"})
    void whoCatchesItGoesOn(String where) {
        try (stage) {
            ActorRef<Object> b = puppet("b", Kind.HANDLER);
            ActorRef<Object> a = waits(where, true, b);
            if (where.equals("yield")) stage.system.run(Duration.ofMillis(5));
            else stage.turns();
            b.tell(CRASH);
            stage.system.run(Duration.ofSeconds(5));
            a.tell(1);
            stage.settle();
            second();
            assertThat(stage.said()).isEqualTo("linked to b 1");
            assertThat(stage.lives("a")).isTrue();
            assertThat(stage.failures).hasSize(1);
            // it is like any other: stopped, and not told of what it has caught
            stage.system.stop(a);
            stage.settle();
            assertThat(stage.said()).isEqualTo("linked to b 1 finally");
            assertThat(stage.failures).hasSize(1);
        }
    }

    @Test
    void isNotRaisedInTheCleanUpOfAStop() {
        try (stage) {
            ActorRef<Object> b = puppet("b", Kind.HANDLER);
            ActorRef<Object> a = stage.system.spawn("a", Object.class, self -> {
                self.link(b);
                try {
                    self.receive();
                } finally {
                    self.sleep(Duration.ofSeconds(1));
                    stage.say("flushed");
                }
            });
            stage.settle();
            CompletableFuture<ExitReason> ended = stage.system.whenEnded(a).toCompletableFuture();
            stage.system.stop(a);
            stage.settle();
            tell(b, CRASH);
            second();
            assertThat(stage.said()).isEqualTo("flushed");
            assertThat(ended).isCompletedWithValue(new ExitReason.Stopped());
            assertThat(stage.failures).hasSize(1);
        }
    }

    @Test
    void aBodyThatBlocksIsToldAtItsNextWait() throws InterruptedException {
        try (stage) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            ActorRef<Object> b = puppet("b", Kind.HANDLER);
            stage.system.spawn("a", Object.class, self -> {
                self.link(b);
                self.yield();
                inside.countDown();
                go.await();
                stage.say("came back");
                self.receive();
                stage.say("went on");
            });
            Thread runs = Thread.ofPlatform().start(stage::settle);
            inside.await();
            b.tell(CRASH);
            go.countDown();
            runs.join();
            stage.settle();
            assertThat(stage.said()).isEqualTo("came back");
            assertLinkedExit("a", "b");
        }
    }

    /// On the engine of virtual threads both exits come while it is blocked, on the others when it waits.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noneIsLostOfTwoThatComeTogether(boolean catches) throws InterruptedException {
        try (stage) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            List<ActorRef<Object>> others = List.of(puppet("b", Kind.BODY), puppet("c", Kind.HANDLER));
            stage.system.spawn("a", Object.class, self -> {
                others.forEach(self::link);
                self.yield();
                inside.countDown();
                go.await();
                for (int i = 0; i < 3; i++) {
                    try {
                        self.sleep(Duration.ofSeconds(1));
                        stage.say("slept");
                    } catch (Unwind.Linked exit) {
                        stage.say(exit.actor());
                        if (!catches) throw exit;
                    }
                }
            });
            Thread runs = Thread.ofPlatform().start(stage::settle);
            inside.await();
            others.forEach(other -> other.tell(CRASH));
            if ("virtual".equals(System.getProperty("troupe.test.engine")))
                Stage.eventually(() -> stage.failures.size() == 2);
            go.countDown();
            runs.join();
            second();
            String first = Stage.ON_DEQUE || stage.said().startsWith("b") ? "b" : "c";
            String second = first.equals("b") ? "c" : "b";
            assertThat(stage.said()).isEqualTo(catches ? first + " " + second + " slept" : first);
            assertThat(stage.failures).hasSize(catches ? 2 : 3);
            if (!catches) assertLinkedExit("a", first);
        }
    }

    /// What was caught is raised again after another was caught.
    @Test
    void theFailureIsOfTheExitThatWasLetOut() {
        try (stage) {
            ActorRef<Object> b = puppet("b", Kind.BODY);
            ActorRef<Object> c = puppet("c", Kind.HANDLER);
            stage.system.spawn("a", Object.class, self -> {
                self.link(b);
                self.link(c);
                try {
                    self.receive();
                } catch (Unwind.Linked first) {
                    try {
                        self.receive();
                    } catch (Unwind.Linked second) {
                        throw first;
                    }
                }
            });
            stage.settle();
            tell(b, CRASH);
            tell(c, CRASH);
            assertLinkedExit("a", "b");
        }
    }
}
