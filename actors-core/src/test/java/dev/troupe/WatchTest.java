package dev.troupe;

import static dev.troupe.Kind.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.Kind.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Who watches is told once, however the other ends: invariant 8. S11, S14.
class WatchTest extends PuppetTest {
    private static final Order STOP = HandlerContext::stop;

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("classpath")
    void tellsOfEachKindOfEnd(Kind watching, Kind watched) {
        try (stage) {
            ActorRef<Object> watcher = puppet("w", watching);
            List<ActorRef<Object>> targets = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ActorRef<Object> target = puppet("t" + i, watched);
                targets.add(target);
                tell(watcher, self -> self.watch(target, target.name()));
            }
            tell(targets.get(0), STOP);
            tell(targets.get(1), CRASH);
            stage.system.stop(targets.get(2));
            stage.settle();
            stage.system.kill(targets.get(3));
            stage.settle();
            stage.system.poison(targets.get(4));
            stage.settle();
            assertThat(stage.said()).isEqualTo("t0 t1 t2 t3 t4");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void tellsAtOnceOfOneThatHasEnded(Kind watching, Kind watched) {
        try (stage) {
            ActorRef<Object> target = puppet("t", watched);
            ActorRef<Object> watcher = puppet("w", watching);
            tell(target, CRASH);
            tell(watcher, self -> self.watch(target, reason -> reason));
            assertThat(stage.said()).contains("Failed").contains("crash");
            tell(watcher, self -> self.watch(target, "again"));
            assertThat(stage.said()).endsWith(" again");
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @ParameterizedTest
    @EnumSource
    void oneThatNeverStarted(Kind kind) {
        try (stage) {
            tell(puppet("w", kind), self -> {
                ActorRef<Object> never = self.system().spawn("never", Object.class, body -> stage.say("started"));
                self.system().stop(never);
                self.watch(never, "ended");
            });
            assertThat(stage.said()).isEqualTo("ended");
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTheTurnInWhichTheOtherIsToldToEnd(Kind kind) {
        try (stage) {
            ActorRef<Object> watcher = puppet("w", kind);
            for (String how : List.of("stop", "kill", "poison")) {
                ActorRef<Object> before = puppet("b" + how, kind);
                ActorRef<Object> after = puppet("a" + how, kind);
                tell(watcher, self -> {
                    self.watch(before, "before-" + how);
                    for (ActorRef<Object> target : List.of(before, after)) switch (how) {
                        case "stop" -> self.system().stop(target);
                        case "kill" -> self.system().kill(target);
                        default -> self.system().poison(target);
                    }
                    self.watch(after, "after-" + how);
                });
            }
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("before-stop", "after-stop", "before-kill",
                    "after-kill", "before-poison", "after-poison");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twiceIsOnceAndTheLastMessageCounts(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            ActorRef<Object> watcher = puppet("w", kind);
            tell(watcher, self -> {
                self.watch(target, "first");
                self.watch(target, "second");
            });
            tell(watcher, self -> self.watch(target, "third"));
            tell(target, STOP);
            assertThat(stage.said()).isEqualTo("third");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartOfTheOtherIsNoEnd(Kind kind) {
        try (stage) {
            ActorRef<Object> target = stage.system.spawn("t",
                    kind.puppet(stage).restart(RestartPolicy.upTo(2, Duration.ofHours(1))));
            tell(puppet("w", kind), self -> self.watch(target, reason -> reason));
            tell(target, CRASH);
            tell(target, CRASH);
            assertThat(stage.said()).isEmpty();
            tell(target, CRASH);
            assertThat(stage.said()).startsWith("Failed").contains("crash");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartOfTheWatcherKeepsItsWatches(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            ActorRef<Object> watcher = stage.system.spawn("w",
                    kind.puppet(stage).restart(RestartPolicy.unlimited()));
            tell(watcher, self -> self.watch(target, "ended"));
            tell(watcher, CRASH);
            tell(target, STOP);
            assertThat(stage.said()).isEqualTo("ended");
            tell(watcher, CRASH);
            assertThat(stage.said()).isEqualTo("ended");
        }
    }

    @Test
    void waitsWhileTheWatcherIsBetweenTwoLives() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.BODY);
            ActorRef<Object> watcher = stage.system.spawn("w", Kind.BODY.puppet(stage)
                    .restart(RestartPolicy.unlimited().backOff(BackOff.fixed(Duration.ofSeconds(1)))));
            watcher.tell(to(self -> self.watch(target, "ended")));
            tell(watcher, CRASH);
            stage.system.stop(target);
            stage.settle();
            assertThat(stage.said()).isEmpty();
            second();
            assertThat(stage.said()).isEqualTo("ended");
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesToABodyThatSleepsAsksAndAwaits(Kind watched) {
        try (stage) {
            ActorRef<Object> silent = stage.system.spawn("silent", Object.class, (self, message) -> {});
            CompletableFuture<String> stageOfNobody = new CompletableFuture<>();
            for (int i = 0; i < 3; i++) {
                int wait = i;
                ActorRef<Object> target = puppet("t" + i, watched);
                stage.system.spawn("w" + i, Object.class, self -> {
                    self.watch(target, "ended");
                    try {
                        if (wait == 0) self.sleep(Duration.ofSeconds(1));
                        else if (wait == 1) self.await(stageOfNobody);
                        else self.ask(silent, reply -> "?", Duration.ofSeconds(1));
                    } catch (AskTimeoutException e) {
                        stage.say("timeout");
                    }
                    stage.say(self.receive() + "" + wait);
                    stage.say(self.receive(Duration.ZERO).isPresent());
                });
                stage.turns();
                assertThat(stage.system.waits()).extracting(WaitFor::waiter).contains("w" + i);
                target.tell(STOP);
                stage.turns();
                assertThat(stage.said()).isEmpty();
            }
            stageOfNobody.complete("done");
            second();
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("timeout", "ended0", "ended1", "ended2",
                    "false", "false", "false");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatMakesTheMessageMayThrow(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            ActorRef<Object> watcher = puppet("w", kind);
            tell(watcher, self -> self.watch(target, reason -> {
                throw new IllegalArgumentException("make");
            }));
            tell(target, STOP);
            assertThat(stage.failures).singleElement().satisfies(failure -> {
                assertThat(failure.actor()).isEqualTo("w");
                assertThat(failure.cause()).hasMessage("make");
            });
            assertThat(stage.lives("w")).isFalse();
        }
    }

    /// A policy that gives the message in hand again gives this one again, too: it was in hand.
    @ParameterizedTest
    @EnumSource
    void isGivenAgainIfThePolicySaysSo(Kind kind) {
        try (stage) {
            int[] seen = {0};
            ActorRef<Object> target = puppet("t", kind);
            ActorRef<Object> watcher = stage.system.spawn("w", kind.props((self, message) -> {
                if (message instanceof Order order) order.run(self);
                else if (seen[0]++ == 0) throw new IllegalStateException("at first");
                else stage.say(message);
            }).restart(RestartPolicy.unlimited().redeliver(3)).mailbox(Mailbox.bounded(1)).recording(2));
            tell(watcher, self -> self.watch(target, "ended"));
            tell(target, STOP);
            assertThat(stage.said()).isEqualTo("ended");
            assertThat(watcher.offer("room")).isEqualTo(SendResult.ACCEPTED);
            assertThat(watcher.offer("full")).isEqualTo(SendResult.FULL);
        }
    }

    /// Invariant 6: a handler gets no further message, a body is unwound where it waits.
    @ParameterizedTest
    @CsvSource({"BODY,false", "HANDLER,false", "HANDLER,true"})
    void whatMakesTheMessageMayStopTheWatcher(Kind kind, boolean ordered) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            ActorRef<Object> watcher = stage.system.spawn("w", kind.puppet(stage)
                    .mailbox(ordered ? Mailbox.priority(Comparator.comparing(Object::toString)) : Mailbox.unbounded()));
            tell(watcher, self -> self.watch(target, reason -> {
                self.stop();
                return "ended";
            }));
            tell(target, STOP);
            assertThat(stage.lives("w")).isFalse();
            if (kind == Kind.HANDLER) {
                assertThat(stage.said()).isEmpty();
                assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("ended");
            }
        }
    }

    @Test
    void aBodyMayCatchWhatMadeNoMessage() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.BODY);
            stage.system.spawn("w", Object.class, self -> {
                self.watch(target, reason -> {
                    throw new IllegalArgumentException("make");
                });
                try {
                    self.sleep(Duration.ofHours(1));
                } catch (IllegalArgumentException e) {
                    stage.say("caught " + e.getMessage());
                }
                stage.say(self.receive(Duration.ZERO).isPresent());
            });
            stage.turns();
            stage.system.stop(target);
            stage.settle();
            assertThat(stage.said()).isEqualTo("caught make false");
            assertThat(stage.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aMessageOfAnotherClassIsRefused(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            Function wrong = reason -> "text";
            if (kind == Kind.BODY) stage.system.spawn("w", Integer.class, self -> {
                self.watch(target, wrong);
                stage.say(self.receive());
            });
            else stage.system.spawn("w", Integer.class, (self, n) -> {
                self.watch(target, wrong);
            }).tell(1);
            stage.settle();
            tell(target, STOP);
            assertThat(stage.said()).isEmpty();
            assertThat(stage.failures).singleElement().satisfies(failure -> assertThat(failure.cause())
                    .hasMessageContaining("message=java.lang.String").hasMessageContaining("actor=w"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesItselfOthersOfAnotherSystemAndNulls(Kind kind) {
        try (stage; Stage other = new Stage()) {
            ActorRef<Object> foreign = other.recorder("f");
            tell(puppet("w", kind), self -> {
                assertThatThrownBy(() -> self.watch(self.ref(), "x")).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("itself").hasMessageContaining("actor=w");
                assertThatThrownBy(() -> self.watch(foreign, "x")).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("same system").hasMessageContaining("actor=f");
                assertThatThrownBy(() -> self.unwatch(foreign)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> self.watch(null, "x")).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("actor=null");
                assertThatThrownBy(() -> self.watch(self.ref(), (Object) null))
                        .isInstanceOf(NullPointerException.class).hasMessageContaining("message=null");
                stage.say("done");
            });
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    /// S14: the name is free when the watcher is told, for a child of its own as well as at the top.
    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void theNameIsFreeInTheReaction(Kind watching, Kind watched) {
        try (stage) {
            int[] generation = {0};
            stage.system.spawn("w", watching.props((self, message) -> {
                if (generation[0]++ == 5) return;
                for (Spawner at : List.of(self, self.system())) {
                    if (at == self && generation[0] % 2 == 0) continue;
                    ActorRef<Object> next = at.spawn("x", watched.puppet(stage));
                    stage.say(next.name());
                    self.watch(next, "again");
                    if (at == self) {
                        next.tell(STOP);
                        break;
                    }
                    next.tell(CRASH);
                }
            })).tell("begin");
            stage.settle();
            assertThat(stage.said()).isEqualTo("w/x x w/x x w/x");
            assertThat(stage.system.names()).containsExactly("w");
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("x", "x");
        }
    }

    @Test
    void theMessageIsOfThatIncarnation() {
        try (stage) {
            ActorRef<Object> first = puppet("x", Kind.HANDLER);
            ActorRef<Object> watcher = puppet("w", Kind.HANDLER);
            tell(watcher, self -> self.watch(first, "first"));
            tell(first, STOP);
            ActorRef<Object> second = puppet("x", Kind.HANDLER);
            tell(watcher, self -> self.watch(second, "second"));
            tell(watcher, self -> self.unwatch(first));
            tell(second, STOP);
            assertThat(stage.said()).isEqualTo("first second");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThousandWatchersOfOne(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                puppet("w" + i, kind).tell(to(self -> self.watch(target, number)));
            }
            stage.settle();
            tell(target, STOP);
            assertThat(stage.said().split(" ")).hasSize(1_000).doesNotHaveDuplicates();
        }
    }

    /// In a time that grows with their number: with its square, this would take minutes.
    @ParameterizedTest
    @EnumSource
    void oneWatchesAHundredThousand(Kind kind) {
        try (stage) {
            int[] told = {0};
            List<ActorRef<Object>> targets = new ArrayList<>();
            ActorRef<Object> watcher = stage.system.spawn("w", kind.props((self, message) -> {
                if (message.equals("ended")) told[0]++;
                else for (int i = 0; i < 100_000; i++) {
                    ActorRef<Object> target = self.system().spawn(Props.of(Object.class, (idle, none) -> {}));
                    targets.add(target);
                    self.watch(target, "ended");
                }
            }));
            watcher.tell("go");
            stage.settle();
            targets.forEach(stage.system::stop);
            stage.settle();
            assertThat(told[0]).isEqualTo(100_000);
        }
    }
}
