package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Holds invariant 10: what nobody listens to goes to `System.err`; listeners replace that.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ResourceLock(Resources.SYSTEM_ERR)
class NeverSilentTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final IllegalStateException thrown = new IllegalStateException("the crash's text");

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
    }

    private String err() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ActorSystem system() {
        return ActorSystem.builder().name("sys").build();
    }

    private void crash(ActorSystem system, String name) {
        system.spawn(name, Integer.class, (self, n) -> {
            throw thrown;
        });
        system.tell(name, 1);
        system.run();
    }

    @Test
    @Tag("classpath")
    void aFailureGoesToStandardError() {
        try (ActorSystem system = system()) {
            crash(system, "fragile");
            assertThat(err()).contains("ERROR", "system=sys", "actor=fragile", "message=java.lang.Integer",
                    "the crash's text", "NeverSilentTest");
        }
    }

    @Test
    void deadLettersGoToStandardErrorAndAfterTenAreSummedUp() {
        try (ActorSystem system = system()) {
            for (int n = 1; n <= 10; n++) system.tell("nobody" + n, "secret");
            assertThat(err().lines().filter(line -> line.contains("dead letter:"))).hasSize(10)
                    .allSatisfy(line -> assertThat(line).contains("WARN", "system=sys", "java.lang.String",
                            "NO_SUCH_ACTOR"));
            assertThat(err()).contains("to=nobody1", "to=nobody10").doesNotContain("secret");
            for (int n = 11; n <= 1_000; n++) system.tell("nobody", "secret");
            assertThat(err().lines().filter(line -> line.contains("so far="))).hasSize(6);
            assertThat(err()).contains("so far=16,", "so far=512,");
            assertThat(err().lines()).hasSize(16);
        }
    }

    @Test
    @Tag("deque") // run() can only be forgotten where there are no threads
    void aCloseWarnsOfMessagesThatWereNeverDelivered() {
        try (ActorSystem system = system()) {
            system.spawn("h", Integer.class, (self, n) -> {});
            for (int n = 0; n < 3; n++) system.tell("h", n);
        }
        assertThat(err()).contains("WARN", "run() forgotten", "system=sys", "messages=3");
    }

    @Test
    void aCloseWithNothingToSaySaysNothing() {
        try (ActorSystem system = system()) {
            system.spawn("h", Integer.class, (self, n) -> {});
            system.spawn("b", Integer.class, self -> self.receive());
            system.tell("h", 1);
            system.run();
        }
        assertThat(err()).isEmpty();
    }

    @Test
    void listenersReplaceTheLog() {
        List<Object> heard = new ArrayList<>();
        try (ActorSystem system = system()) {
            Subscription failures = system.onFailure(heard::add);
            Subscription letters = system.onDeadLetter(heard::add);
            crash(system, "a");
            system.tell("nobody", 1);
            assertThat(err()).isEmpty();
            assertThat(heard).containsExactly(new Failure("a", Integer.class, thrown),
                    new DeadLetter("nobody", 1, DeadLetter.Reason.NO_SUCH_ACTOR));
            failures.close();
            failures.close();
            letters.close();
            crash(system, "b");
            system.tell("nobody", 2);
            assertThat(heard).hasSize(2);
            assertThat(err()).contains("actor=b", "to=nobody");
        }
    }

    @Test
    void aListenerThatThrowsIsReportedAndTheOthersAreCalled() {
        List<Object> heard = new ArrayList<>();
        try (ActorSystem system = system()) {
            RuntimeException bad = new RuntimeException("bad listener");
            system.onFailure(f -> {
                throw bad;
            });
            system.onFailure(heard::add);
            system.onDeadLetter(d -> {
                throw bad;
            });
            system.onDeadLetter(heard::add);
            system.onLifecycle(new LifecycleListener() {
                @Override
                public void spawned(ActorRef<?> actor) {
                    throw bad;
                }

                @Override
                public void stopped(ActorRef<?> actor) {
                    throw bad;
                }
            });
            system.onLifecycle(new LifecycleListener() {
                @Override
                public void stopped(ActorRef<?> actor) {
                    heard.add(actor.name());
                }
            });
            crash(system, "a");
            assertThat(system.tell("nobody", 1)).isEqualTo(SendResult.STOPPED);
            assertThat(heard).hasSize(3).contains("a");
            assertThat(system.names()).isEmpty();
        }
        assertThat(err().lines().filter(line -> line.contains("a listener failed"))).hasSize(4);
        assertThat(err()).contains("bad listener");
    }

    @Test
    void theSameListenerTwiceIsCalledTwiceAndTakenAwayOnce() {
        List<Object> heard = new ArrayList<>();
        try (ActorSystem system = system()) {
            java.util.function.Consumer<Object> listener = heard::add;
            Subscription first = system.onDeadLetter(listener);
            system.onDeadLetter(listener);
            system.tell("nobody", 1);
            first.close();
            first.close();
            system.tell("nobody", 2);
            assertThat(heard).hasSize(3);
        }
    }

    @Test
    void anActorsLoggerWritesWarnings() {
        try (ActorSystem system = system()) {
            system.spawn("p", Integer.class, self -> self.spawn("kid", Integer.class, kid -> {
                kid.log().info("quiet");
                kid.log().warn("loud {}", 7);
            }).tell(1));
            system.spawn("q", Integer.class, self -> self.log().error("broken", thrown));
            system.run();
        }
        assertThat(err()).doesNotContain("quiet").contains("broken", "the crash's text", "dev.troupe.actor.q");
    }
}
