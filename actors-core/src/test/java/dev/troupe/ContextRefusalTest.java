package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariant 9: a context belongs to its own body and refuses elsewhere, and the failure listeners hear of it.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextRefusalTest {
    private final Stage stage = new Stage();
    private final AtomicReference<ActorContext<Integer>> leaked = new AtomicReference<>();

    private void leakFromBody() {
        stage.system.spawn("owner", Integer.class, self -> {
            leaked.set(self);
            self.receive();
        });
        stage.settle();
    }

    private void assertReported(String... parts) {
        assertThat(stage.failures).isNotEmpty().allSatisfy(f -> {
            assertThat(f.actor()).isEqualTo("owner");
            assertThat(f.cause()).isInstanceOf(IllegalStateException.class).hasMessageContaining("own actor")
                    .hasMessageContaining("actor=owner").hasMessageContainingAll(parts);
        });
    }

    @Test
    @Tag("classpath")
    void fromAnotherThreadWhateverTheMethod() {
        try (stage) {
            leakFromBody();
            List<Consumer<ActorContext<Integer>>> uses = List.of(c -> c.tell("owner", 1), c -> c.offer("owner", 1),
                    ActorContext::receive, c -> c.receive(Duration.ZERO), c -> c.receive(Integer.class),
                    c -> c.receive(Integer.class, Duration.ZERO), c -> c.receive(n -> true),
                    c -> c.sleep(Duration.ZERO), ActorContext::yield, ActorContext::stop, ActorContext::name,
                    ActorContext::ref, ActorContext::parent, ActorContext::children, ActorContext::clock,
                    ActorContext::random, ActorContext::log, ActorContext::system,
                    c -> c.become((self, n) -> {}), c -> c.spawn("kid", Integer.class, kid -> {}),
                    c -> c.spawn(Integer.class, kid -> {}));
            for (Consumer<ActorContext<Integer>> use : uses)
                assertThatThrownBy(() -> use.accept(leaked.get())).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("actor=owner")
                        .hasMessageContaining("thread=" + Thread.currentThread().getName());
            assertThat(stage.failures).hasSameSizeAs(uses);
            assertReported("thread=");
            assertThat(stage.lives("owner")).isTrue();
        }
    }

    @Test
    void fromAnotherThreadDuringItsOwnTurn() {
        try (stage) {
            stage.system.spawn("owner", Integer.class, self -> {
                CompletableFuture<Void> future = new CompletableFuture<>();
                Thread.ofPlatform().name("intruder").start(() -> {
                    try {
                        self.tell("owner", 1);
                        future.complete(null);
                    } catch (RuntimeException e) {
                        future.completeExceptionally(e);
                    }
                }).join();
                assertThatThrownBy(future::join).hasCauseInstanceOf(IllegalStateException.class);
                stage.say("refused");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("refused");
            assertReported("thread=intruder");
        }
    }

    @Test
    void fromAnotherActor() {
        try (stage) {
            leakFromBody();
            stage.system.spawn("h", Integer.class, (self, n) -> assertThatThrownBy(() -> leaked.get().receive())
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("turn of=h"));
            stage.system.spawn("b", Integer.class,
                    self -> assertThatThrownBy(() -> leaked.get().tell("x", 1))
                            .isInstanceOf(IllegalStateException.class).hasMessageContaining("turn of=b"));
            stage.system.tell("h", 1);
            stage.settle();
            assertThat(stage.failures).hasSize(2);
            assertReported("turn of=");
        }
    }

    @Test
    void fromAHandlerOfAChild() {
        try (stage) {
            stage.system.spawn("owner", Integer.class, (self, n) -> self
                    .spawn("kid", Integer.class, (kid, m) -> self.children()).tell(1));
            stage.system.tell("owner", 1);
            stage.settle();
            assertThat(stage.failures).hasSize(2);
            assertThat(stage.failures.getFirst().actor()).isEqualTo("owner");
            assertThat(stage.failures.getLast().actor()).isEqualTo("owner/kid");
            assertThat(stage.lives("owner")).isTrue();
        }
    }

    @Test
    void afterItsActorHasEnded() {
        try (stage) {
            leakFromBody();
            stage.system.tell("owner", 1);
            stage.settle();
            assertThat(stage.lives("owner")).isFalse();
            assertThatThrownBy(() -> leaked.get().tell("x", 1)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("actor=owner");
            assertReported("thread=");
        }
    }
}
