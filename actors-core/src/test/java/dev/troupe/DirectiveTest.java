package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of an actor by the class of its failure. Holds invariants 5 and 7.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectiveTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));

    record Question(ActorRef<String> to) {}

    /// Throws the exceptions it is sent, and counts everything else.
    private ActorRef<Object> counting(RestartPolicy policy) {
        return stage.system.spawn("a", Props.<Object>of(Object.class, () -> new Handler<>() {
            private int n;

            @Override
            public void handle(HandlerContext<Object> self, Object message) throws Exception {
                n++;
                if (message instanceof Exception e) throw e;
                stage.say(message + "" + n);
            }
        }).restart(policy));
    }

    private void tell(ActorRef<Object> ref, Object... messages) {
        for (Object message : messages) ref.tell(message);
        stage.settle();
    }

    @Test
    @Tag("classpath")
    void eachClassHasItsDirective() {
        try (stage) {
            ActorRef<Object> ref = counting(RestartPolicy.upTo(5, HOUR)
                    .on(IllegalArgumentException.class, Directive.RESUME).on(IOException.class, Directive.RESTART)
                    .on(RuntimeException.class, Directive.STOP));
            tell(ref, "a", new NumberFormatException(), "b", new FileNotFoundException(), "c",
                    new IllegalStateException(), "d");
            assertThat(stage.said()).isEqualTo("a1 b3 c1");
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.RESUME,
                    Directive.RESTART, Directive.STOP);
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", "d", DeadLetter.Reason.STOPPED));
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        try (stage) {
            ActorRef<Object> ref = counting(RestartPolicy.upTo(5, HOUR).on(IOException.class, Directive.STOP)
                    .on(FileNotFoundException.class, Directive.RESUME));
            tell(ref, new FileNotFoundException());
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void whatNoRuleNamesGoesByTheType() {
        RestartPolicy policy = RestartPolicy.upTo(5, HOUR).on(IOException.class, Directive.STOP);
        assertThat(policy.directive(new IllegalStateException())).isEqualTo(Directive.RESTART);
        assertThat(policy.type(RestartType.TEMPORARY).directive(new IllegalStateException())).isEqualTo(Directive.STOP);
        assertThat(policy.type(RestartType.PERMANENT).directive(new IOException())).isEqualTo(Directive.STOP);
        assertThat(policy.directive(new IOException())).isEqualTo(Directive.STOP);
        assertThat(RestartPolicy.never().directive(new IOException())).isEqualTo(Directive.STOP);
    }

    @Test
    void aRuleRestartsATemporaryActor() {
        try (stage) {
            ActorRef<Object> ref = counting(RestartPolicy.upTo(1, HOUR).type(RestartType.TEMPORARY)
                    .on(IOException.class, Directive.RESTART));
            tell(ref, "a", new IOException(), "b", new IOException(), "c");
            assertThat(stage.said()).isEqualTo("a1 b1");
        }
    }

    @Test
    void whoNeverRestartsMayResume() {
        try (stage) {
            ActorRef<Object> ref = counting(RestartPolicy.never().on(IOException.class, Directive.RESUME)
                    .on(IllegalStateException.class, Directive.STOP));
            tell(ref, "a", new IOException(), "b");
            assertThat(stage.said()).isEqualTo("a1 b3");
            tell(ref, new IllegalStateException());
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.RESUME, Directive.STOP);
        }
    }

    @Test
    void resumingIsNotCounted() {
        try (stage) {
            ActorRef<Object> ref = counting(
                    RestartPolicy.upTo(1, HOUR).on(IOException.class, Directive.RESUME));
            for (int n = 0; n < 10; n++) tell(ref, new IOException());
            tell(ref, new IllegalStateException(), "a");
            assertThat(stage.said()).isEqualTo("a1");
            assertThat(stage.failures).extracting(Failure::restarts).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        }
    }

    @Test
    void resumingKeepsTimersStashWatchesAndChildren() {
        try (stage) {
            ActorRef<Object> other = stage.recorder("other");
            ActorRef<String> ref = stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                switch (text) {
                    case "set" -> {
                        self.timers().once("k", Duration.ofSeconds(1), "tick");
                        self.watch(other, "gone");
                        self.spawn("kid", Integer.class, (kid, n) -> {});
                        self.stash("stashed");
                    }
                    case "x" -> throw new IllegalStateException("x");
                    case "open" -> self.unstash();
                    default -> {}
                }
            }).restart(RestartPolicy.never().on(Exception.class, Directive.RESUME)));
            for (String text : List.of("set", "x", "open")) ref.tell(text);
            stage.settle();
            clock.advance(Duration.ofSeconds(1));
            stage.system.stop(other);
            stage.settle();
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("set", "x", "open", "stashed", "tick",
                    "gone");
            assertThat(stage.system.names()).containsExactly("a", "a/kid");
        }
    }

    @Test
    void theQuestionInHandOfOneThatResumesFailsAndEarlierOnesDoNot() {
        try (stage) {
            List<ActorRef<String>> kept = new ArrayList<>();
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                if (message.equals("answer")) kept.getFirst().tell("answer");
                else if (kept.isEmpty()) kept.add(((Question) message).to());
                else throw new IllegalStateException("x");
            }).restart(RestartPolicy.never().on(Exception.class, Directive.RESUME)));
            var first = stage.system.<Object, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            var second = stage.system.<Object, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            stage.settle();
            assertThat(first).isNotDone();
            assertThat(second).isCompletedExceptionally();
            assertThat(second.exceptionNow()).isInstanceOf(AskCrashedException.class);
            tell(ref, "answer");
            assertThat(first).isCompletedWithValue("answer");
        }
    }

    @Test
    void resumingKeepsTheCountOfABoundedMailbox() {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                throw new IllegalStateException("x");
            }).mailbox(Mailbox.bounded(2, Mailbox.WhenFull.REFUSE))
                    .restart(RestartPolicy.never().on(Exception.class, Directive.RESUME)));
            for (int n = 0; n < 5; n++) {
                assertThat(ref.offer("a")).isEqualTo(SendResult.ACCEPTED);
                assertThat(ref.offer("b")).isEqualTo(SendResult.ACCEPTED);
                assertThat(ref.offer("c")).isEqualTo(SendResult.FULL);
                stage.settle();
            }
            assertThat(stage.failures).hasSize(10);
        }
    }

    @Test
    void aFactoryThatFailsCannotResume() {
        try (stage) {
            int[] calls = {0};
            stage.system.spawn("a", Props.of(String.class, () -> {
                if (calls[0]++ < 2) throw new IllegalStateException("x");
                return (self, text) -> stage.say(text);
            }).restart(RestartPolicy.upTo(2, HOUR).on(Exception.class, Directive.RESUME))).tell("m");
            stage.settle();
            assertThat(stage.said()).isEqualTo("m");
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.RESTART,
                    Directive.RESTART);
        }
    }

    @Test
    void oneThatStopsItselfAndThrowsDoesNotResume() {
        try (stage) {
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                self.stop();
                throw new IllegalStateException("x");
            }).restart(RestartPolicy.never().on(Exception.class, Directive.RESUME))).tell("m");
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.STOP);
        }
    }

    @Test
    void onePoisonedResumesAndThenStops() {
        try (stage) {
            ActorRef<Object> ref = counting(RestartPolicy.never().on(Exception.class, Directive.RESUME));
            ref.tell(new IOException());
            ref.tell("m");
            stage.system.poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("m2");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aBodyCannotResume() {
        try (stage) {
            Props<String> props = Props.of(String.class, self -> self.receive());
            RestartPolicy policy = RestartPolicy.unlimited().on(IOException.class, Directive.RESUME);
            assertThatThrownBy(() -> props.restart(policy)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("only a handler can resume").hasMessageContaining("directive=RESUME")
                    .hasMessageContaining("behavior=body");
        }
    }
}
