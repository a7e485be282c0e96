package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariants 5 (a crash is contained) and 10 (failures are seen).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {
    private final IOException thrown = new IOException("the very one");

    @Test
    @Tag("classpath")
    void reportsTheActorTheMessageClassAndTheVeryException() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("body", Object.class, self -> {
                self.receive();
                throw thrown;
            });
            stage.system.spawn("handler", Object.class, (self, m) -> {
                throw thrown;
            });
            stage.system.spawn("early", Object.class, self -> {
                throw thrown;
            });
            stage.system.tell("body", "text");
            stage.system.tell("handler", 1);
            stage.settle();
            assertThat(stage.failures).containsExactlyInAnyOrder(new Failure("body", String.class, thrown),
                    new Failure("handler", Integer.class, thrown), new Failure("early", null, thrown));
            assertThat(stage.system.names()).isEmpty();
            assertThat(thrown.getSuppressed()).isEmpty();
        }
    }

    @Test
    void reportsErrorsToo() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("deep", Integer.class, (self, n) -> recurse(n));
            stage.system.spawn("deepBody", Integer.class, self -> recurse(self.receive()));
            stage.system.spawn("after", Integer.class, (self, n) -> stage.say("alive"));
            stage.system.tell("deep", 1);
            stage.system.tell("deepBody", 1);
            stage.system.tell("after", 1);
            stage.settle();
            assertThat(stage.failures).extracting(Failure::cause).hasSize(2)
                    .allSatisfy(t -> assertThat(t).isInstanceOf(StackOverflowError.class));
            assertThat(stage.said()).isEqualTo("alive");
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int recurse(int n) {
        return recurse(n + 1) + 1;
    }

    @Test
    void aCrashingFactoryEndsItsActor() {
        try (Stage stage = new Stage()) {
            HandlerFactory<Integer> factory = () -> {
                throw thrown;
            };
            HandlerFactory<Integer> nothing = () -> null;
            stage.system.spawn("throws", Integer.class, factory);
            stage.system.tell("throws", 1);
            if (!Stage.ON_DEQUE) stage.settle(); // one after the other
            stage.system.spawn("null", Integer.class, nothing);
            stage.settle();
            assertThat(stage.failures).hasSize(2);
            assertThat(stage.failures.getFirst()).isEqualTo(new Failure("throws", null, thrown));
            assertThat(stage.failures.getLast().cause()).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("factory").hasMessageContaining("null");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("throws", 1, DeadLetter.Reason.STOPPED));
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void touchesNeitherSiblingsNorParent() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("p", String.class, self -> {
                self.spawn("crashes", String.class, (kid, m) -> {
                    throw thrown;
                });
                self.spawn("sibling", String.class, (kid, m) -> stage.say("sibling"));
                while (true) {
                    self.tell("p/" + self.receive(), "x");
                    stage.say(self.children());
                }
            });
            stage.system.tell("p", "crashes");
            stage.settle();
            stage.system.tell("p", "sibling");
            stage.settle();
            stage.assertSaid("[p/crashes, p/sibling] [p/sibling] sibling");
            assertThat(stage.system.names()).containsExactly("p", "p/sibling");
        }
    }

    @Test
    void takesItsChildrenAlongAndItsNameIsFreeAfterThem() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("p", String.class, self -> {
                self.spawn("kid", String.class, kid -> {
                    try {
                        kid.receive();
                    } finally {
                        kid.yield();
                        stage.say("kid, parent there: " + stage.lives("p"));
                    }
                });
                self.receive();
                throw thrown;
            });
            stage.settle();
            stage.system.tell("p", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("kid, parent there: true");
            assertThat(stage.failures).hasSize(1);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void leavesItsMailToDeadLetters() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.receive(n -> n == 2);
                throw thrown;
            });
            for (int n = 1; n <= 4; n++) stage.system.tell("b", n);
            stage.settle();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(1, 3, 4);
        }
    }

    @Test
    void aSharedExceptionIsNotChanged() {
        try (Stage stage = new Stage()) {
            StackTraceElement[] before = thrown.getStackTrace();
            for (String name : List.of("a", "b", "c")) stage.system.spawn(name, Object.class, self -> {
                self.yield();
                throw thrown;
            });
            stage.settle();
            assertThat(stage.failures).hasSize(3).allSatisfy(f -> assertThat(f.cause()).isSameAs(thrown));
            assertThat(thrown.getStackTrace()).isEqualTo(before);
            assertThat(thrown.getSuppressed()).isEmpty();
            assertThat(thrown.getCause()).isNull();
        }
    }

    @Test
    void anInterruptedBodyIsACrashLikeAnother() {
        try (Stage stage = new Stage()) {
            CountDownLatch never = new CountDownLatch(1);
            stage.system.spawn("b", Object.class, self -> {
                Thread.currentThread().interrupt();
                never.await();
            });
            stage.recorder("r");
            stage.system.tell("r", 1);
            stage.settle();
            assertThat(stage.failures).extracting(Failure::cause).singleElement()
                    .isInstanceOf(InterruptedException.class);
            assertThat(stage.said()).isEqualTo("r1");
        }
    }
}
