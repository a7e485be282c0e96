package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What can't be sent, sought or asked for. Holds invariants 4 (what `tell` throws, and what it doesn't) and 10: each
/// refusal names the rule and the value.
class MessageRefusalTest {
    private final Stage stage = new Stage();
    private final ActorRef<Number> ref = stage.system.spawn("n", Number.class, (self, n) -> stage.say(n));

    @Test
    @Tag("classpath")
    void nullMessages() {
        try (stage) {
            stage.system.spawn("h", Integer.class, (self, n) -> {
                assertThatThrownBy(() -> self.tell("n", null)).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("message=null").hasMessageContaining("actor=n");
                assertThatThrownBy(() -> self.tell("nobody", null)).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("message=null").hasMessageContaining("actor=nobody");
                stage.say("refused");
            });
            for (String name : List.of("n", "nobody"))
                assertThatThrownBy(() -> stage.system.tell(name, null)).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("message=null").hasMessageContaining("actor=" + name);
            assertThatThrownBy(() -> ref.tell(null)).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("message=null").hasMessageContaining("actor=n");
            stage.system.tell("h", 1);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.deadLetters).isEmpty();
            assertThat(stage.said()).isEqualTo("refused");
        }
    }

    @Test
    void messagesOfAnotherClass() {
        try (stage) {
            assertThatThrownBy(() -> stage.system.tell("n", "text")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("message=java.lang.String").hasMessageContaining("expected=java.lang.Number")
                    .hasMessageContaining("actor=n");
            stage.system.tell("n", 1);
            stage.system.tell("n", 2.5);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2.5");
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void messagesOfAnotherClassThroughARawReference() {
        try (stage) {
            ActorRef raw = ref;
            assertThatThrownBy(() -> raw.tell("text")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.String").hasMessageContaining("java.lang.Number");
            assertThatThrownBy(() -> raw.offer("text")).isInstanceOf(IllegalArgumentException.class);
            stage.settle();
            assertThat(stage.said()).isEmpty();
        }
    }

    @Test
    void messagesOfAnotherClassInsideAnActor() {
        try (stage) {
            stage.system.spawn("h", Integer.class, (self, n) -> self.tell("n", "text"));
            stage.system.tell("h", 1);
            stage.settle();
            assertThat(stage.failures).singleElement().satisfies(f -> assertThat(f.cause())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("java.lang.String"));
            assertThat(stage.lives("n")).isTrue();
        }
    }

    @Test
    void primitiveClassesWithTheNameOfTheirBox() {
        try (stage) {
            assertThatThrownBy(() -> stage.system.spawn("i", int.class, self -> {}))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("primitive")
                    .hasMessageContaining("type=int").hasMessageContaining("Integer.class");
            assertThatThrownBy(() -> Props.of(char.class, (self, c) -> {})).hasMessageContaining("Character.class");
            assertThatThrownBy(() -> Props.of(void.class, (self, c) -> {})).hasMessageContaining("Void.class");
        }
    }

    @Test
    void nullClassesAndBehaviors() {
        try (stage) {
            assertThatThrownBy(() -> stage.system.spawn("x", null, self -> {}))
                    .isInstanceOf(NullPointerException.class).hasMessageContaining("type=null");
            assertThatThrownBy(() -> stage.system.spawn("x", Integer.class, (Actor<Integer>) null))
                    .isInstanceOf(NullPointerException.class).hasMessageContaining("behavior=null");
            assertThatThrownBy(() -> stage.system.spawn("x", (Props<Integer>) null))
                    .isInstanceOf(NullPointerException.class).hasMessageContaining("props=null");
            assertThat(stage.system.names()).containsExactly("n");
        }
    }

    @Test
    void aLookUpWithAnotherClass() {
        try (stage) {
            assertThat(stage.system.find("n", Integer.class)).isPresent();
            assertThat(stage.system.find("n", Number.class)).contains(ref);
            assertThat(stage.system.find("nobody", Object.class)).isEmpty();
            for (Class<?> wrong : List.of(String.class, Object.class))
                assertThatThrownBy(() -> stage.system.find("n", wrong)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("asked for=" + wrong.getName())
                        .hasMessageContaining("takes=java.lang.Number").hasMessageContaining("actor=n");
        }
    }

    @Test
    void negativeDurations() {
        try (stage) {
            Duration negative = Duration.ofMillis(-1);
            stage.system.spawn("b", Integer.class, self -> {
                assertThatThrownBy(() -> self.sleep(negative)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("negative").hasMessageContaining("PT-0.001S");
                assertThatThrownBy(() -> self.receive(negative)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("negative").hasMessageContaining("PT-0.001S");
                assertThatThrownBy(() -> self.receive(Integer.class, negative))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PT-0.001S");
                stage.say("refused");
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("refused");
            assertThatThrownBy(() -> stage.system.run(negative)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("negative").hasMessageContaining("limit=PT-0.001S");
            assertThatThrownBy(() -> ActorSystem.builder().closeLimit(negative))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("limit=PT-0.001S");
        }
    }

    @Test
    void durationsBeyondALongAreTaken() {
        try (stage) {
            Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
            ActorRef<Integer> b = stage.system.spawn("b", Integer.class,
                    self -> stage.say(self.receive(endless).get()));
            stage.system.spawn("s", Integer.class, self -> self.sleep(endless));
            b.tell(1);
            stage.system.stop(stage.system.find("s", Integer.class).orElseThrow());
            assertThat(stage.system.run(endless)).isTrue();
            assertThat(stage.said()).isEqualTo("1");
        }
    }

    @Test
    void stoppingAnActorOfAnotherSystem() {
        try (stage; ActorSystem other = ActorSystem.builder().name("other").build()) {
            assertThatThrownBy(() -> other.stop(ref)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("same system").hasMessageContaining("actor=n")
                    .hasMessageContaining("system=other");
            assertThatThrownBy(() -> other.stop(null)).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("actor=null");
        }
    }

    @Test
    void whatAClosedSystemRefuses() {
        stage.end();
        assertThat(ref.tell(1)).isEqualTo(SendResult.CLOSED);
        assertThatThrownBy(() -> stage.system.tell("n", 1)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed").hasMessageContaining("system=troupe");
        assertThatThrownBy(() -> stage.system.spawn("late", Integer.class, self -> {}))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("closed")
                .hasMessageContaining("name=late");
        for (Runnable drive : List.<Runnable>of(stage.system::run, stage.system::step, stage.system::drive,
                () -> stage.system.run(Duration.ZERO)))
            assertThatThrownBy(drive::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }
}
