package dev.troupe;

import static dev.troupe.Kind.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.Overseer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Linked actors end together when one ends abnormally, raised where the other waits (invariant 6), before what waits for it
/// (invariant 8), unless it traps exits. S12.
class LinkTest extends PuppetTest {
    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("classpath")
    void anAbnormalEndOfEitherEndsTheOther(Kind linking, Kind linked) {
        try (stage) {
            for (String first : List.of("a", "b")) {
                ActorRef<Object> a = puppet("a", linking);
                ActorRef<Object> b = puppet("b", linked);
                tell(a, self -> self.link(b));
                tell(first.equals("a") ? a : b, CRASH);
                assertThat(stage.system.names()).isEmpty();
                assertThat(stage.failures).hasSize(2);
                assertLinkedExit(first.equals("a") ? "b" : "a", first);
                assertThat(stage.failures.get(1).cause()).hasCause(stage.failures.get(0).cause());
                stage.failures.clear();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void aKillIsAbnormalAnOrderlyEndIsNot(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> a = puppet("a", linking);
            List<ActorRef<Object>> others = List.of(puppet("b", linked), puppet("c", linked), puppet("d", linked),
                    puppet("e", linked));
            tell(a, self -> others.forEach(self::link));
            tell(others.get(0), HandlerContext::stop);
            stage.system.stop(others.get(1));
            stage.settle();
            stage.system.poison(others.get(2));
            stage.settle();
            assertThat(stage.system.names()).containsExactly("a", "e");
            stage.system.kill(others.get(3));
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
            assertLinkedExit("a", "e");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void trappedItIsAMessage(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> a = puppet("a", linking);
            ActorRef<Object> b = puppet("b", linked);
            ActorRef<Object> c = puppet("c", linked);
            ActorRef<Object> d = puppet("d", linked);
            tell(a, self -> {
                self.trapExits((name, reason) -> name + reason.getClass().getSimpleName());
                self.link(b);
                self.link(c);
            });
            tell(d, self -> self.link(a));
            tell(b, CRASH);
            tell(c, HandlerContext::stop);
            stage.system.kill(d);
            stage.settle();
            assertThat(stage.said()).isEqualTo("bFailed cNormal dKilled");
            assertThat(stage.system.names()).containsExactly("a");
            tell(a, self -> self.link(b));
            assertThat(stage.said()).endsWith(" bFailed");
            tell(a, self -> self.trapExits((name, reason) -> {
                throw new IllegalArgumentException("make");
            }));
            tell(a, self -> self.link(c));
            assertThat(stage.failures.getLast().cause()).hasMessage("make");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void aLinkWithOneThatHasEnded(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> well = puppet("well", linked);
            ActorRef<Object> ill = puppet("ill", linked);
            tell(well, HandlerContext::stop);
            tell(ill, CRASH);
            ActorRef<Object> a = puppet("a", linking);
            tell(a, self -> self.link(well));
            assertThat(stage.lives("a")).isTrue();
            tell(a, self -> {
                self.link(ill);
                self.unlink(ill);
            });
            assertThat(stage.lives("a")).isTrue();
            tell(a, self -> self.link(ill));
            assertThat(stage.lives("a")).isFalse();
            assertLinkedExit("a", "ill");
        }
    }

    /// The end overtakes messages, so it comes before the link.
    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void aLinkMadeInTheLastTurnCounts(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> a = puppet("a", linking);
            ActorRef<Object> b = puppet("b", linked);
            tell(b, self -> self.trapExits((name, reason) -> name + reason.getClass().getSimpleName()));
            tell(a, self -> {
                self.link(b);
                CRASH.run(self);
            });
            assertThat(stage.said()).isEqualTo("aFailed");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("deque") // neither has heard of the other's link when the one ends
    void linksThatBothMakeInTheLastTurnCountOnce(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> a = puppet("a", linking);
            ActorRef<Object> b = puppet("b", linked);
            b.tell(to(self -> {
                self.trapExits((name, reason) -> name + reason.getClass().getSimpleName());
                self.link(a);
            }));
            tell(a, self -> {
                self.link(b);
                CRASH.run(self);
            });
            assertThat(stage.said()).isEqualTo("aFailed");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void twiceIsOnceAndUnlinkedIsNotAtAll(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> a = puppet("a", linking);
            ActorRef<Object> b = puppet("b", linked);
            tell(a, self -> self.trapExits((name, reason) -> name));
            tell(a, self -> {
                self.link(b);
                self.link(b);
            });
            tell(b, self -> self.link(a));
            tell(b, CRASH);
            assertThat(stage.said()).isEqualTo("b");
            for (boolean byOther : new boolean[] {false, true}) {
                ActorRef<Object> c = puppet("c", linked);
                tell(a, self -> self.link(c));
                tell(byOther ? c : a, self -> self.unlink(byOther ? a : c));
                tell(c, CRASH);
            }
            assertThat(stage.said()).isEqualTo("b");
            // unlinked and linked again
            ActorRef<Object> d = puppet("d", linked);
            tell(a, self -> {
                self.link(d);
                self.unlink(d);
                self.link(d);
            });
            tell(d, CRASH);
            assertThat(stage.said()).isEqualTo("b d");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOneTakesAwayTheOtherCanMakeAgain(Kind kind) {
        try (stage) {
            ActorRef<Object> a = puppet("a", kind);
            ActorRef<Object> b = puppet("b", kind);
            tell(a, self -> self.link(b));
            tell(a, self -> self.unlink(b));
            tell(b, self -> self.link(a));
            tell(b, CRASH);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    /// The exit is on its way when the other unlinks.
    @ParameterizedTest
    @EnumSource
    void unlinkedInTheTurnInWhichTheOtherEnds(Kind kind) {
        try (stage) {
            ActorRef<Object> a = puppet("a", kind);
            ActorRef<Object> b = puppet("b", kind);
            tell(a, self -> self.link(b));
            tell(a, self -> {
                self.system().kill(b);
                self.unlink(b);
            });
            assertThat(stage.system.names()).containsExactly("a");
            tell(puppet("c", kind), self -> {
                self.link(a);
                self.unlink(a);
                CRASH.run(self);
            });
            assertThat(stage.system.names()).containsExactly("a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCircleEndsOnce(Kind kind) {
        try (stage) {
            int size = 50;
            List<ActorRef<Object>> all = java.util.stream.IntStream.range(0, size)
                    .mapToObj(i -> puppet("a" + i, kind)).toList();
            for (int i = 0; i < size; i++) {
                ActorRef<Object> next = all.get((i + 1) % size);
                tell(all.get(i), self -> self.link(next));
            }
            tell(all.get(7), CRASH);
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).extracting(Failure::actor).hasSize(size).doesNotHaveDuplicates();
        }
    }

    /// Neither texts nor causes pile up, else this would take gigabytes.
    @ParameterizedTest
    @EnumSource
    void aLongChainEndsWithTheFirstCause(Kind kind) {
        try (stage) {
            ActorRef<Object> before = puppet("a0", kind);
            ActorRef<Object> first = before;
            for (int i = 1; i < 10_000; i++) {
                ActorRef<Object> last = before;
                before = puppet("a" + i, kind);
                before.tell(to(self -> self.link(last)));
            }
            stage.settle();
            tell(first, CRASH);
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).hasSize(10_000);
            assertThat(stage.failures.getLast().cause()).hasMessageContaining("a9998").hasMessageContaining("a9997")
                    .hasCause(stage.failures.getFirst().cause());
            assertThat(stage.failures.getLast().cause().getMessage()).hasSizeLessThan(200);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("deque") // elsewhere they do not wait for the end of the turn that sends them
    void overtakesMessagesThatWait(Kind linking, Kind linked) {
        try (stage) {
            ActorRef<Object> a = puppet("a", linking);
            ActorRef<Object> b = puppet("b", linked);
            tell(a, self -> self.link(b));
            tell(b, self -> {
                for (int i = 0; i < 3; i++) a.tell(i);
                CRASH.run(self);
            });
            assertThat(stage.said()).isEmpty();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(0, 1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartOfOneIsNoEndForTheOther(Kind kind) {
        try (stage) {
            ActorRef<Object> a = puppet("a", kind);
            ActorRef<Object> b = stage.system.spawn("b",
                    kind.puppet(stage).restart(RestartPolicy.upTo(1, Duration.ofHours(1))));
            tell(a, self -> self.link(b));
            tell(b, CRASH);
            assertThat(stage.system.names()).containsExactly("a", "b");
            tell(b, CRASH);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyTreatsItAsACrash(Kind kind) {
        try (stage) {
            for (Directive directive : Directive.values()) {
                if (kind == Kind.BODY && directive == Directive.RESUME || directive == Directive.ESCALATE) continue;
                ActorRef<Object> a = stage.system.spawn("a" + directive, kind.puppet(stage)
                        .restart(RestartPolicy.unlimited().on(LinkedExitException.class, directive)));
                ActorRef<Object> b = puppet("b", kind);
                tell(a, self -> self.link(b));
                tell(b, CRASH);
                assertThat(stage.failures.getLast().directive()).isEqualTo(directive);
                assertLinkedExit(a.name(), "b");
                assertThat(stage.lives(a.name())).isEqualTo(directive != Directive.STOP);
                // the link is used up: a new actor of that name is another
                tell(puppet("b", kind), CRASH);
                assertThat(stage.failures.getLast().actor()).isEqualTo("b");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void duringThePauseBeforeARestartItIsAnotherCrash(Kind kind) {
        try (stage) {
            ActorRef<Object> a = stage.system.spawn("a", kind.puppet(stage).restart(
                    RestartPolicy.upTo(2, Duration.ofHours(1)).backOff(BackOff.fixed(Duration.ofSeconds(2)))));
            ActorRef<Object> b = puppet("b", kind);
            ActorRef<Object> c = puppet("c", kind);
            tell(a, self -> {
                self.link(b);
                self.link(c);
            });
            tell(a, CRASH);
            a.tell("kept");
            second();
            tell(b, CRASH);
            second();
            assertThat(stage.said()).isEmpty();
            second();
            assertThat(stage.said()).isEqualTo("kept");
            // the third within the hour
            tell(c, CRASH);
            assertThat(stage.lives("a")).isFalse();
            assertLinkedExit("a", "b");
            assertLinkedExit("a", "c");
        }
    }

    /// The supervisor is told of one end, and of the failure everybody hears.
    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("unchecked") // every context is an overseer's
    void oneThatHasHaltedDoesNotHaltAgain(Kind kind) {
        try (stage) {
            ActorRef<Object> b = puppet("b", kind);
            List<ChildEvent> events = new ArrayList<>();
            ActorRef<Object> supervisor = puppet("s", Kind.HANDLER);
            tell(supervisor, self -> ((Overseer<Object>) self).oversee("kid", kind.puppet(stage), 0, event -> {
                events.add(event);
                return "told";
            }));
            ActorRef<Object> kid = stage.system.find("s/kid", Object.class).orElseThrow();
            tell(kid, self -> self.link(b));
            tell(kid, CRASH);
            tell(b, CRASH);
            assertLinkedExit("s/kid", "b");
            assertThat(events).extracting(event -> event.getClass().getSimpleName()).containsExactly("Started",
                    "Halted");
            tell(supervisor, self -> events.getLast().child().revive());
            kid.tell("lives");
            stage.settle();
            assertThat(stage.said()).endsWith("lives");
        }
    }

    /// A thread outside has spawned it, and its first turn is still to come.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("deque") // elsewhere it starts at once
    void oneThatHasNotStarted(boolean restarts) {
        ActorRef<?>[] late = new ActorRef<?>[1];
        try (stage) {
            tell(puppet("a", Kind.HANDLER), self -> {
                Thread outside = Thread.ofPlatform().start(() -> late[0] = stage.system.spawn("late",
                        Props.<Object>of(Object.class, body -> {
                            stage.say("started");
                            try {
                                body.receive();
                            } finally {
                                stage.say("ended");
                            }
                        }).restart(restarts ? RestartPolicy.unlimited() : RestartPolicy.never())));
                outside.join();
                self.link(late[0]);
                CRASH.run(self);
            });
            assertLinkedExit("late", "a");
            assertThat(stage.said()).isEqualTo(restarts ? "started" : "");
        }
        assertThat(stage.said()).isEqualTo(restarts ? "started ended" : "");
    }

    @ParameterizedTest
    @EnumSource
    void refusesItselfOthersOfAnotherSystemAndNulls(Kind kind) {
        try (stage; Stage other = new Stage()) {
            ActorRef<Object> foreign = other.recorder("f");
            tell(puppet("w", kind), self -> {
                assertThatThrownBy(() -> self.link(self.ref())).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("itself").hasMessageContaining("actor=w");
                assertThatThrownBy(() -> self.link(foreign)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("same system");
                assertThatThrownBy(() -> self.unlink(foreign)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> self.link(null)).isInstanceOf(NullPointerException.class);
                assertThatThrownBy(() -> self.trapExits(null)).isInstanceOf(NullPointerException.class);
                stage.say("done");
            });
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void parentAndChild(Kind kind) {
        try (stage) {
            ActorRef<Object> parent = puppet("p", kind);
            tell(parent, self -> self.link(self.spawn("kid", kind.puppet(stage))));
            stage.system.find("p/kid", Object.class).orElseThrow().tell(CRASH);
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
            assertLinkedExit("p", "p/kid");
        }
    }
}
