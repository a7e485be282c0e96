package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stop behind what was sent before. Holds invariants 3 and 6.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoisonTest {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");

    private Props<String> saying(boolean body) {
        return body ? Props.of(String.class, self -> {
            try {
                while (true) stage.say(self.receive());
            } finally {
                stage.say("finally");
            }
        }) : Props.of(String.class, new Handler<>() {
            @Override
            public void handle(HandlerContext<String> self, String text) {
                stage.say(text);
            }

            @Override
            public void terminate(HandlerContext<String> self, ExitReason reason) {
                stage.say("finally");
            }
        });
    }

    private void tell(ActorRef<String> ref, String... texts) {
        for (String text : texts) ref.tell(text);
    }

    private void poison(ActorRef<?> ref) {
        stage.system.poison(ref);
    }

    private List<Object> dead() {
        return stage.deadLetters.stream().map(DeadLetter::message).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("classpath")
    void comesBehindWhatWasSent(boolean body) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", saying(body));
            var ended = stage.system.whenEnded(ref).toCompletableFuture();
            tell(ref, "a", "b");
            poison(ref);
            tell(ref, "c");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b finally");
            assertThat(dead()).containsExactly("c");
            assertThat(ref.tell("d")).isEqualTo(SendResult.STOPPED);
            assertThat(ended).isCompletedWithValue(new ExitReason.Stopped());
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fromAnActorItComesBehindWhatThatHasSent(boolean body) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", saying(body));
            stage.system.spawn("b", String.class, (self, text) -> {
                self.tell("a", "a");
                self.system().poison(ref);
                self.tell("a", "b");
            }).tell("go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a finally");
            assertThat(dead()).containsExactly("b");
        }
    }

    @Test
    void aBodyTakesWhatIsKeptBeforeItStops() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, self -> {
                self.receive("go"::equals);
                while (true) stage.say(self.receive());
            });
            tell(ref, "a", "b", "go", "c");
            poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b c");
            assertThat(dead()).isEmpty();
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void whatASelectiveReceiveDoesNotWantIsADeadLetter() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, self -> {
                while (true) stage.say(self.receive("go"::equals));
            });
            tell(ref, "a", "go", "b");
            poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("go");
            assertThat(dead()).containsExactly("a", "b");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aBodyThatWaitsForSomethingElseStopsWhenItNextReceives() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, self -> {
                self.sleep(Duration.ofSeconds(1));
                while (true) stage.say(self.receive());
            });
            tell(ref, "a");
            poison(ref);
            stage.settle();
            assertThat(stage.lives("a")).isTrue();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("a");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aReceiveWithALimitLeavesNoTimer() {
        try (Stage own = new Stage()) { // on the machine's time, run() would wait for an hour
            ActorRef<String> ref = own.system.spawn("a", String.class, self -> {
                self.system().poison(self.ref());
                self.yield();
                self.receive(Duration.ofHours(1));
                own.say("went on");
            });
            own.settle();
            assertThat(own.said()).isEmpty();
            assertThat(own.system.names()).isEmpty();
            assertThat(ref.tell("m")).isEqualTo(SendResult.STOPPED);
        }
    }

    @Test
    void whoOnlyLooksWhetherThereIsAMessageStopsToo() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, self -> {
                for (int n = 0; n < 100; n++) {
                    self.receive(Duration.ZERO).ifPresent(stage::say);
                    self.yield();
                }
                stage.say("never stopped");
            });
            tell(ref, "a", "b");
            poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsForRoomIsToldAndWhatIsInsideIsTaken(boolean body) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", saying(body).mailbox(Mailbox.bounded(2)));
            tell(ref, "a", "b");
            poison(ref);
            stage.system.spawn("sender", String.class, self -> stage.say(self.tell("a", "c")));
            stage.settle();
            // elsewhere there may be room by then, behind the pill
            String told = !Stage.ON_DEQUE && stage.said().contains("ACCEPTED") ? "ACCEPTED" : "STOPPED";
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("a", "b", "finally", told);
            assertThat(dead()).containsExactly("c");
            assertThat(stage.system.names()).containsExactly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"priority", "drops"})
    void inAnyMailboxItComesLast(String kind) {
        try (stage) {
            Mailbox<Object> mailbox = kind.equals("priority")
                    ? Mailbox.priority(Comparator.comparing(Object::toString))
                    : Mailbox.bounded(2, Mailbox.WhenFull.DROP_OLDEST);
            ActorRef<String> ref = stage.system.spawn("a", saying(false).mailbox(mailbox));
            tell(ref, "c", "b", "a");
            poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo(kind.equals("priority") ? "a b c finally" : "b a finally");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void whatIsPutAsideIsADeadLetter() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, (self, text) -> self.stash(text));
            tell(ref, "a", "b");
            poison(ref);
            stage.settle();
            assertThat(dead()).containsExactly("a", "b");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aHandlerWithABacklogTakesItFirst() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, (self, text) -> {
                if (text.equals("open")) {
                    self.become((open, more) -> stage.say(more));
                    self.unstash();
                    self.system().poison(self.ref()); // comes up while the backlog is not empty
                } else self.stash(text);
            });
            tell(ref, "a", "b", "c", "open", "d");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b c d");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aBacklogThatIsEmptiedByAnUnwatchCountsAsTaken() {
        try (stage) {
            ActorRef<String> other = stage.system.spawn("other", String.class, self -> {});
            ActorRef<String> ref = stage.system.spawn("a", String.class, (self, text) -> {
                if (text.equals("open")) {
                    self.become((open, more) -> {
                        stage.say(more);
                        if (more.equals("b")) open.system().poison(open.ref());
                        if (more.equals("d")) open.unwatch(other); // what it tells of is the only one left now
                    });
                    self.unstash();
                    self.watch(other, "gone");
                } else self.stash(text);
            });
            tell(ref, "a", "b", "c", "d", "open");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b c d");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void acrossARestartItStaysBehindWhatWasSent(boolean body) {
        try (stage) {
            int[] life = {0};
            Handler<String> handler = (self, text) -> {
                stage.say(text);
                if (text.equals("x") && life[0]++ < 3) throw crash;
            };
            Props<String> props = body ? Props.of(String.class, self -> {
                while (true) handler.handle(self, self.receive());
            }) : Props.of(String.class, handler);
            ActorRef<String> ref = stage.system.spawn("a",
                    props.restart(RestartPolicy.unlimited().type(RestartType.PERMANENT)));
            tell(ref, "a", "x", "b", "x", "c");
            poison(ref);
            tell(ref, "late");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a x b x c");
            assertThat(stage.system.names()).isEmpty();
            assertThat(dead()).containsExactly("late");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void duringAPauseWithNothingLeftItEndsTheNextLifeAtOnce(boolean body) {
        try (stage) {
            Handler<String> handler = (self, text) -> {
                throw crash;
            };
            Props<String> props = body
                    ? Props.of(String.class, self -> handler.handle(self, self.receive()))
                    : Props.of(String.class, handler);
            ActorRef<String> ref = stage.system.spawn("a",
                    props.restart(RestartPolicy.unlimited().backOff(BackOff.fixed(Duration.ofSeconds(1)))));
            tell(ref, "x");
            stage.settle();
            poison(ref);
            stage.settle();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void duringAPauseItWaitsForTheNextLife() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("x")) throw crash;
            }).restart(RestartPolicy.unlimited().backOff(BackOff.fixed(Duration.ofSeconds(1)))));
            tell(ref, "x", "a");
            stage.settle();
            poison(ref);
            stage.settle();
            assertThat(ref.tell("late")).isEqualTo(SendResult.STOPPED);
            assertThat(stage.lives("a")).isTrue();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("x a");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void childrenEndFirst(boolean body) {
        try (stage) {
            Actor<String> kid = self -> {
                try {
                    self.receive();
                } finally {
                    stage.say("kid");
                }
            };
            Props<String> props = body ? Props.of(String.class, self -> {
                self.spawn("kid", String.class, kid);
                try {
                    while (true) self.receive();
                } finally {
                    stage.say("parent");
                }
            }) : Props.of(String.class, (self, text) -> self.spawn("kid", String.class, kid));
            ActorRef<String> ref = stage.system.spawn("a", props);
            tell(ref, "m");
            stage.settle();
            poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo(body ? "kid parent" : "kid");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void twiceAndAfterTheEndAndBeforeTheStartItIsHarmless() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", saying(true));
            poison(ref);
            poison(ref);
            stage.settle();
            poison(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("finally");
            assertThat(stage.system.step()).isFalse();
        }
    }

    @Test
    void nullAndAnotherSystemsActorAreRefused() {
        try (stage; Stage other = new Stage()) {
            assertThatThrownBy(() -> stage.system.poison(null)).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("actor=null");
            ActorRef<Object> foreign = other.recorder("r");
            assertThatThrownBy(() -> stage.system.poison(foreign)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("same system").hasMessageContaining("actor=r");
        }
    }

    @Test
    void whatCameBeforeMaySpawn() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", String.class, self -> {
                self.yield();
                while (true) self.spawn(self.receive(), String.class, (kid, text) -> {});
            });
            tell(ref, "k", "l");
            poison(ref);
            stage.system.onLifecycle(new LifecycleListener() {
                @Override
                public void spawned(ActorRef<?> actor) {
                    stage.say(actor.name());
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("a/k a/l");
            assertThat(stage.failures).isEmpty();
            assertThat(stage.system.names()).isEmpty();
        }
    }
}
