package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.internal.oversight.Child;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.Overseer;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong while an actor ends, halts or starts anew. Holds invariants 3, 5 and 6.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifeCornersTest {
    private static final RestartPolicy OFTEN = RestartPolicy.unlimited();

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");
    private final IllegalStateException second = new IllegalStateException("second");

    private static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void seconds(int seconds) {
        for (int n = 0; n < seconds; n++) {
            clock.advance(s(1));
            stage.settle();
        }
    }

    /// Takes that many seconds to clean up.
    private Props<String> slow(int seconds) {
        return Props.of(String.class, self -> {
            stage.say("up");
            try {
                while (true) stage.say(self.receive());
            } finally {
                try {
                    if (seconds > 0) self.sleep(s(seconds));
                } finally {
                    stage.say("down");
                }
            }
        });
    }

    private ExitReason ended(ActorRef<?> ref) {
        var ended = stage.system.whenEnded(ref).toCompletableFuture();
        stage.settle();
        return ended.join();
    }

    // ---- crashes while ending

    @Test
    void aCrashInFinallyWhileItStopsIsReportedAndEndsIt() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", Props.<String>of(String.class, self -> {
                stage.say("up");
                try {
                    self.receive();
                } finally {
                    self.yield();
                    throwIt(crash);
                }
            }).restart(OFTEN.type(RestartType.PERMANENT)));
            stage.settle();
            stage.system.stop(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("up");
            assertThat(stage.failures).containsExactly(new Failure("a", null, crash));
            assertThat(ended(ref)).isEqualTo(new ExitReason.Failed(crash));
        }
    }

    private static void throwIt(RuntimeException failure) {
        throw failure;
    }

    @Test
    void aCrashInFinallyAfterSelfStopOfAPermanentOneIsReportedAsARestart() {
        try (stage) {
            int[] life = {0};
            stage.system.spawn("a", Props.<String>of(String.class, self -> {
                stage.say("up");
                int mine = life[0]++;
                self.receive();
                try {
                    self.stop();
                    self.receive();
                } finally {
                    if (mine == 0) throwIt(crash);
                }
            }).restart(OFTEN.type(RestartType.PERMANENT))).tell("x");
            stage.settle();
            assertThat(stage.said()).isEqualTo("up up");
            assertThat(stage.failures)
                    .containsExactly(new Failure("a", String.class, crash, Directive.RESTART, 1, List.of()));
        }
    }

    @Test
    void aChildThatCrashesInFinallyWhileItsParentIsRestarted() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", Props.<String>of(String.class, self -> {
                stage.say("up");
                self.spawn("kid", Props.<String>of(String.class, kid -> {
                    try {
                        kid.receive();
                    } finally {
                        kid.sleep(s(1));
                        throwIt(second);
                    }
                }).restart(OFTEN.type(RestartType.PERMANENT)));
                self.receive();
                throw crash;
            }).restart(OFTEN));
            stage.settle();
            ref.tell("x");
            stage.settle();
            seconds(1);
            assertThat(stage.said()).isEqualTo("up up");
            assertThat(stage.system.names()).containsExactly("p", "p/kid");
            assertThat(stage.failures).extracting(Failure::cause).containsExactly(crash, second);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCrashInTheCleanUpIsReportedAndChangesNothing(boolean restarts) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", Props.<String>of(String.class, () -> {
                stage.say("up");
                return new Handler<>() {
                    @Override
                    public void handle(HandlerContext<String> self, String text) {
                        throw crash;
                    }

                    @Override
                    public void terminate(HandlerContext<String> self, ExitReason reason) {
                        throw second;
                    }
                };
            }).restart(restarts ? OFTEN : RestartPolicy.never()));
            ref.tell("x");
            stage.settle();
            assertThat(stage.failures).extracting(Failure::cause).containsExactly(crash, second);
            assertThat(stage.failures).extracting(Failure::directive)
                    .containsOnly(restarts ? Directive.RESTART : Directive.STOP);
            assertThat(stage.lives("a")).isEqualTo(restarts);
            assertThat(stage.said()).isEqualTo(restarts ? "up up" : "up");
        }
    }

    private ActorRef<String> cleaning(Consumer<HandlerContext<String>> cleanUp) {
        return stage.system.spawn("a", Props.<String>of(String.class, new Handler<>() {
            @Override
            public void handle(HandlerContext<String> self, String text) {
                stage.say(text);
                if (text.equals("x")) throw crash;
            }

            @Override
            public void terminate(HandlerContext<String> self, ExitReason reason) {
                cleanUp.accept(self);
            }
        }).restart(OFTEN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatMakesNoSenseInTheCleanUpIsRefusedOrIgnored(boolean restarts) {
        try (stage) {
            ActorRef<String> ref = cleaning(self -> {
                self.stop();
                assertThatThrownBy(() -> self.spawn("kid", slow(0))).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("stopping").hasMessageContaining("parent=a");
                self.timers().once("k", s(1), "tick");
                assertThat(self.timers().isActive("k")).isFalse();
                assertThat(self.children()).isEmpty();
                stage.say("clean");
            });
            ref.tell(restarts ? "x" : "m");
            stage.settle();
            if (!restarts) stage.system.stop(ref);
            stage.settle();
            seconds(2);
            assertThat(stage.said()).isEqualTo(restarts ? "x clean" : "m clean");
            assertThat(stage.lives("a")).isEqualTo(restarts);
        }
    }

    @Test
    void aQuestionAskedInTheCleanUpIsNotForTheNextLife() {
        try (stage) {
            ActorRef<ActorRef<String>> other = askedRef();
            ActorRef<String> ref = cleaning(self -> self.<ActorRef<String>, String>ask(other, to -> to, s(9),
                    (reply, failure) -> "late " + reply));
            ref.tell("x");
            stage.settle();
            assertThat(stage.said()).isEqualTo("x");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a question that is where its answer goes
    private ActorRef<ActorRef<String>> askedRef() {
        return (ActorRef) stage.system.spawn("other", ActorRef.class, (self, to) -> to.tell("answer"));
    }

    @Test
    void aLinkThatBreaksDuringThePauseIsACrashOnce() {
        try (stage) {
            ActorRef<Object> partner = stage.recorder("partner");
            ActorRef<String> ref = stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("link")) self.link(partner);
                if (text.equals("x")) throw crash;
            }).restart(RestartPolicy.upTo(5, s(100)).backOff(BackOff.fixed(s(2)))));
            for (String text : List.of("link", "x", "m")) ref.tell(text);
            stage.settle();
            seconds(1);
            stage.system.kill(partner);
            stage.settle();
            seconds(3);
            assertThat(stage.said()).isEqualTo("link x m");
            assertThat(stage.failures).hasSize(2).last()
                    .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(LinkedExitException.class));
        }
    }

    @Test
    @Tag("deque") // stops between two turns
    void aCloseWhileARestartIsDueStartsNothing() {
        Stage own = new Stage();
        ActorRef<String> older = own.system.spawn("older", Props.<String>of(String.class, () -> {
            own.say("older");
            return (self, text) -> {
                throw crash;
            };
        }).restart(OFTEN));
        own.system.spawn("younger", String.class, self -> {
            try {
                self.receive();
            } finally {
                self.yield(); // the older one is stopped after this
            }
        });
        own.settle();
        older.tell("x");
        while (own.failures.isEmpty()) own.system.step(); // the next turn would be its next life's first
        own.end();
        assertThat(own.said()).isEqualTo("older");
        assertThat(own.system.names()).isEmpty();
    }

    @Test
    void aCrashDuringACloseStartsNothing() {
        Stage own = new Stage();
        ActorRef<String> older = own.system.spawn("older", Props.<String>of(String.class, () -> {
            own.say("older");
            return (self, text) -> {
                throw crash;
            };
        }).restart(OFTEN));
        own.system.spawn("younger", String.class, self -> {
            try {
                self.receive();
            } finally {
                older.tell("x");
                do {
                    self.yield();
                } while (own.failures.isEmpty());
            }
        });
        own.settle();
        own.end();
        assertThat(own.said()).isEqualTo("older");
        assertThat(own.failures).extracting(Failure::directive).containsExactly(Directive.STOP);
        assertThat(own.system.names()).isEmpty();
    }

    // ---- halting, as a supervisor has it

    private Child child;

    /// Oversees a child, and notes what becomes of it.
    private void oversee(Props<String> props) {
        stage.system.spawn("s", ChildEvent.class, self -> {
            @SuppressWarnings("unchecked") // the kernel's contexts are
            Overseer<ChildEvent> overseer = (Overseer<ChildEvent>) self;
            child = overseer.oversee("c", props, 0, event -> event);
            while (true) {
                switch (self.receive()) {
                    case ChildEvent.Started _ -> stage.say("started");
                    case ChildEvent.Halted halted -> stage.say("halted:" + halted.reason().getClass().getSimpleName()
                            + (halted.started() ? "" : ":early"));
                    case ChildEvent.Ended ended -> stage.say("ended:" + ended.reason().getClass().getSimpleName());
                }
            }
        });
        stage.settle();
    }

    private void turn(Runnable work) {
        var _ = stage.system.launch(self -> work.run());
        stage.settle();
    }

    @Test
    void halvesOfALifeAreToldOnce() {
        try (stage) {
            oversee(slow(1));
            turn(() -> {
                child.halt();
                child.halt();
            });
            turn(child::halt);
            seconds(1);
            turn(child::halt);
            assertThat(stage.said()).isEqualTo("up started down halted:Stopped");
            stage.system.tell("s/c", "kept");
            turn(child::revive);
            turn(child::revive);
            assertThat(stage.said()).contains("halted:Stopped up kept").endsWith("started").doesNotContain("up up");
            assertThat(stage.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "kill", "end", "poison"})
    void whoIsToldToEndWhileItHaltsEnds(String how) {
        try (stage) {
            oversee(slow(4));
            turn(child::halt);
            seconds(1);
            stage.system.tell("s/c", "m");
            stage.settle();
            switch (how) {
                case "stop" -> stage.system.stop(child.ref());
                case "kill" -> stage.system.kill(child.ref());
                case "poison" -> stage.system.poison(child.ref());
                default -> turn(child::end);
            }
            stage.settle();
            if (!how.equals("kill")) seconds(4);
            if (how.equals("poison")) {
                assertThat(stage.said()).endsWith("down halted:Stopped");
                turn(child::revive); // what was sent before the poison still counts
                seconds(4);
                assertThat(stage.said()).contains("halted:Stopped up m").contains(" down").endsWith("ended:Stopped");
            } else {
                assertThat(stage.said())
                        .isEqualTo("up started down ended:" + (how.equals("kill") ? "Killed" : "Stopped"));
                assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("m");
            }
            assertThat(stage.system.names()).containsExactly("s");
        }
    }

    @Test
    void whoDoesNotHaltWithinItsLimitIsKilledAndLivesAgain() {
        try (stage) {
            oversee(slow(99).shutdown(Shutdown.within(s(2))));
            turn(child::halt);
            seconds(2);
            assertThat(stage.said()).isEqualTo("up started down halted:Killed");
            turn(child::revive);
            stage.system.tell("s/c", "m");
            stage.settle();
            stage.system.stop(child.ref());
            stage.settle();
            seconds(1);
            assertThat(stage.said()).isEqualTo("up started down halted:Killed up started m");
            seconds(1);
            assertThat(stage.said()).endsWith("m down ended:Killed");
        }
    }

    @Test
    void aKillOfOneThatIsKilledAlreadyWhileItHaltsEndsIt() {
        try (stage) {
            oversee(Props.<String>of(String.class, self -> {
                stage.say("up");
                self.spawn("kid", slow(3).shutdown(Shutdown.within(s(9))));
                self.receive();
            }).shutdown(Shutdown.brutal()));
            turn(() -> {
                child.halt(); // brutal
                stage.system.kill(child.ref());
                stage.system.stop(child.ref());
            });
            assertThat(stage.said()).contains("ended:Killed");
            assertThat(stage.system.names()).containsExactly("s");
        }
    }

    @Test
    void aHaltDuringThePauseOfItsOwnPolicyTakesOver() {
        try (stage) {
            oversee(Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                throw crash;
            }).restart(OFTEN.backOff(BackOff.fixed(s(1)))));
            stage.system.tell("s/c", "x");
            stage.settle();
            turn(child::halt);
            seconds(3);
            stage.system.tell("s/c", "y");
            stage.settle();
            assertThat(stage.said()).isEqualTo("started x halted:Failed");
            turn(child::revive);
            assertThat(stage.said()).startsWith("started x halted:Failed ").contains(" started").contains(" y");
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void aHaltThatComesWithTheEndOfThePauseWins() {
        try (stage) {
            oversee(Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                throw crash;
            }).restart(OFTEN.backOff(BackOff.fixed(s(1)))));
            for (String text : List.of("x", "y")) stage.system.tell("s/c", text);
            stage.settle();
            clock.advance(s(1));
            turn(child::halt);
            assertThat(stage.said()).isEqualTo("started x halted:Failed");
        }
    }

    @Test
    void whoseOwnPolicyGivesUpHalts() {
        try (stage) {
            oversee(Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                throw crash;
            }).restart(RestartPolicy.upTo(1, s(100))));
            for (String text : List.of("x", "y", "z")) stage.system.tell("s/c", text);
            stage.settle();
            assertThat(stage.said().replace(" started", "")).isEqualTo("started x y halted:Failed");
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.RESTART,
                    Directive.ESCALATE);
        }
    }

    @Test
    void aHaltWhileItsChildrenEndForItsOwnRestartTakesOver() {
        try (stage) {
            oversee(Props.<String>of(String.class, self -> {
                self.spawn("kid", slow(1));
                stage.say(self.receive());
                throw crash;
            }).restart(OFTEN));
            stage.system.tell("s/c", "x");
            stage.settle();
            turn(child::halt);
            seconds(3);
            assertThat(stage.said().replace(" started", "")).endsWith("x down halted:Failed");
        }
    }

    @Test
    void aCrashBeforeTheFirstTurnIsOverIsEarly() {
        try (stage) {
            oversee(Props.of(String.class, () -> {
                throw crash;
            }));
            assertThat(stage.said()).isEqualTo("halted:Failed:early");
            turn(child::end);
            assertThat(stage.said()).isEqualTo("halted:Failed:early ended:Failed");
        }
    }

    @Test
    void aParentThatStopsTakesAHaltedChildAlong() {
        try (stage) {
            oversee(slow(0));
            turn(child::halt);
            stage.system.find("s", ChildEvent.class).ifPresent(stage.system::stop);
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
        }
    }
}
