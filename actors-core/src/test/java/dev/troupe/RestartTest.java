package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a restart keeps and what it drops, and after which ends there is one. Holds invariants 3, 5 and 7, and S1 (for an
/// actor's own policy) and S16 of `dev.troupe.supervision`'s list.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final RestartPolicy OFTEN = RestartPolicy.unlimited();

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");

    record Question(ActorRef<String> to) {}

    /// Counts its messages, and crashes at "x".
    private Props<String> counting(boolean body) {
        Actor<String> asBody = self -> {
            int n = 0;
            while (true) {
                String text = self.receive();
                if (text.equals("x")) throw crash;
                stage.say(text + ++n);
            }
        };
        HandlerFactory<String> asHandler = () -> new Handler<>() {
            private int n;

            @Override
            public void handle(HandlerContext<String> self, String text) {
                if (text.equals("x")) throw crash;
                stage.say(text + ++n);
            }
        };
        Props<String> props = body ? Props.of(String.class, asBody) : Props.of(String.class, asHandler);
        return props.restart(OFTEN);
    }

    private void tell(String name, Object... messages) {
        for (Object message : messages) stage.system.tell(name, message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("classpath")
    void theMailboxTheNameAndTheReferenceSurviveAndTheStateDoesNot(boolean body) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", counting(body));
            long incarnation = ref.incarnation();
            tell("a", "m", "m", "x", "n", "x", "o", "o");
            stage.settle();
            ref.tell("p");
            stage.settle();
            assertThat(stage.said()).isEqualTo("m1 m2 n1 o1 o2 p3");
            assertThat(ref.incarnation()).isEqualTo(incarnation);
            assertThat(stage.system.names()).containsExactly("a");
            assertThat(stage.system.find("a", String.class)).contains(ref);
            assertThat(stage.deadLetters).isEmpty();
            assertThat(stage.failures).containsExactly(
                    new Failure("a", String.class, crash, Directive.RESTART, 1, List.of()),
                    new Failure("a", String.class, crash, Directive.RESTART, 2, List.of()));
        }
    }

    @Test
    void messagesInTheBacklogGoBeforeThoseInTheDeque() {
        try (stage) {
            int[] life = {0};
            stage.system.spawn("a", Props.of(String.class, self -> {
                if (life[0]++ == 0) {
                    stage.say(self.receive("c"::equals));
                    self.sleep(Duration.ofSeconds(1));
                    self.tell("a", "d");
                    throw crash;
                }
                while (true) stage.say(self.receive());
            }).restart(OFTEN));
            tell("a", "a", "b", "c");
            stage.settle();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("c a b d");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void aRestartedHandlerTakesTheBacklogBeforeTheDeque() {
        try (stage) {
            int[] life = {0};
            stage.system.spawn("a", Props.<String>of(String.class, self -> {
                if (life[0]++ == 1) self.become((next, text) -> {
                    stage.say(text);
                    if (text.equals("a")) next.tell("a", "e");
                    if (text.equals("b") && life[0] == 2) throw crash;
                });
                else {
                    self.receive("d"::equals);
                    throw crash;
                }
            }).restart(RestartPolicy.upTo(1, HOUR)));
            tell("a", "a", "b", "c", "d");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("c", "e");
        }
    }

    @Test
    void theStashReturnsFirstAndInOrder() { // S16
        try (stage) {
            boolean[] open = {false};
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                if (text.equals("x")) {
                    open[0] = true;
                    throw crash;
                }
                if (open[0]) stage.say(text);
                else self.stash(text);
            }).restart(OFTEN));
            tell("a", "a", "b", "x", "c", "d");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b c d");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void theStashGoesBeforeABacklog() { // S16
        try (stage) {
            int[] life = {0};
            HandlerFactory<String> factory = () -> {
                int mine = ++life[0];
                return (self, text) -> {
                    if (text.equals("x")) throw crash;
                    if (mine == 3) stage.say(text);
                    else self.stash(text);
                };
            };
            stage.system.spawn("a", Props.of(String.class, factory).restart(OFTEN
                    .backOff(BackOff.fixed(Duration.ofSeconds(1)))));
            tell("a", "a", "b", "x");
            stage.settle();
            tell("a", "c", "x", "d");
            for (int n = 0; n < 2; n++) {
                stage.settle();
                clock.advance(Duration.ofSeconds(1));
            }
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b c d");
        }
    }

    @Test
    void oldTimersDoNotSurviveAndNewOnesOfTheSameKeyDo() { // S16
        try (stage) {
            int[] life = {0};
            HandlerFactory<String> factory = () -> {
                int mine = ++life[0];
                return (self, text) -> {
                    switch (text) {
                        case "set" -> {
                            self.timers().once("k", Duration.ofSeconds(2), "k-of-" + mine);
                            self.timers().fixedRate("r" + mine, Duration.ofSeconds(1), "r-of-" + mine);
                        }
                        case "x" -> throw crash;
                        default -> stage.say(text);
                    }
                };
            };
            stage.system.spawn("a", Props.of(String.class, factory).restart(OFTEN));
            tell("a", "set", "x", "set");
            for (int n = 0; n < 3; n++) {
                stage.settle();
                clock.advance(Duration.ofSeconds(1));
            }
            stage.settle();
            assertThat(stage.said()).isEqualTo("r-of-2 k-of-2 r-of-2 r-of-2");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void whatATimerHasSentBeforeStaysAMessage() {
        try (stage) {
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("go")) {
                    self.timers().once("k", Duration.ZERO, "tick");
                    self.timers().once("later", Duration.ofSeconds(1), "never");
                }
                if (text.equals("tick")) throw crash;
            }).restart(OFTEN));
            tell("a", "go");
            stage.settle();
            clock.advance(HOUR);
            stage.settle();
            assertThat(stage.said()).isEqualTo("go tick");
            assertThat(stage.failures).hasSize(1);
        }
    }

    @Test
    void watchesInBothDirectionsSurvive() {
        try (stage) {
            stage.system.spawn("target", Props.<String>of(String.class, (self, text) -> {
                if (text.equals("x")) throw crash;
                self.stop();
            }).restart(OFTEN));
            ActorRef<?> target = stage.system.find("target", String.class).orElseThrow();
            stage.system.spawn("watcher", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("watch")) self.watch(target, "gone");
                if (text.equals("x")) throw crash;
            }).restart(OFTEN));
            tell("watcher", "watch", "x");
            stage.settle();
            tell("target", "x");
            stage.settle();
            assertThat(stage.said()).isEqualTo("watch x");
            tell("target", "end");
            stage.settle();
            assertThat(stage.said()).isEqualTo("watch x gone");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aQuestionInHandFailsAndOneInTheMailboxIsAnswered(boolean body) {
        try (stage) {
            int[] taken = {0};
            Handler<Question> answer = (self, question) -> {
                if (taken[0]++ == 0) throw crash;
                question.to().tell("answer");
            };
            Props<Question> props = body ? Props.of(Question.class, self -> {
                while (true) answer.handle(self, self.receive());
            }) : Props.of(Question.class, answer);
            ActorRef<Question> ref = stage.system.spawn("a", props.restart(OFTEN));
            var first = stage.system.<Question, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            var second = stage.system.<Question, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            stage.settle();
            assertThat(first).isCompletedExceptionally();
            assertThat(first.exceptionNow()).isInstanceOf(AskCrashedException.class).hasCause(crash);
            assertThat(second).isCompletedWithValue("answer");
        }
    }

    @Test
    void aQuestionKeptForLaterFailsAsWell() {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                if (message.equals("x")) throw crash; // it had taken the question two turns ago
            }).restart(OFTEN));
            var answer = stage.system.<Object, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            tell("a", "y", "x");
            stage.settle();
            assertThat(answer).isCompletedExceptionally();
            assertThat(answer.exceptionNow()).isInstanceOf(AskCrashedException.class);
        }
    }

    @Test
    void aPlainHandlerKeepsWhatItCaptured() {
        try (stage) {
            int[] captured = {0};
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text + ++captured[0]);
                if (text.equals("x")) throw crash;
            }).restart(OFTEN));
            tell("a", "m", "x", "m");
            stage.settle();
            assertThat(stage.said()).isEqualTo("m1 x2 m3");
        }
    }

    @Test
    void aHandlerThatBecameAnotherStartsAsTheFirst() {
        try (stage) {
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say("first-" + text);
                self.become((next, more) -> {
                    stage.say("second-" + more);
                    throw crash;
                });
            }).restart(OFTEN));
            tell("a", "a", "b", "c");
            stage.settle();
            assertThat(stage.said()).isEqualTo("first-a second-b first-c");
        }
    }

    @Test
    void aBodyThatBecameAHandlerStartsAsABody() {
        try (stage) {
            stage.system.spawn("a", Props.<String>of(String.class, self -> {
                stage.say("body-" + self.receive());
                self.become((next, text) -> {
                    stage.say("handler-" + text);
                    throw crash;
                });
            }).restart(OFTEN));
            tell("a", "a", "b", "c", "d", "e");
            stage.settle();
            assertThat(stage.said()).isEqualTo("body-a handler-b body-c handler-d body-e");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("deque") // the order across actors
    void theNextLifeBeginsBeforeAnythingElse(boolean body) {
        try (stage) {
            Props<String> props = body ? Props.of(String.class, self -> {
                stage.say("start");
                self.receive();
                throw crash;
            }) : Props.of(String.class, () -> {
                stage.say("start");
                return (self, text) -> {
                    throw crash;
                };
            });
            stage.system.spawn("a", props.restart(OFTEN));
            stage.recorder("other");
            stage.settle();
            tell("a", "x");
            tell("other", 1);
            tell("a", "x");
            tell("other", 2);
            stage.settle();
            assertThat(stage.said()).isEqualTo("start start other1 start other2");
        }
    }

    @ParameterizedTest
    @EnumSource(RestartType.class)
    void eachTypeAfterANormalEndAndAThrow(RestartType type) { // S1
        try (stage) {
            RestartPolicy policy = RestartPolicy.upTo(3, HOUR).type(type);
            for (String how : List.of("returns", "throws", "stops")) {
                stage.system.spawn("body-" + how, Props.of(String.class, self -> {
                    stage.say(self.name());
                    end(self, self.receive());
                }).restart(policy)).tell(how);
                stage.system.spawn("handler-" + how, Props.<String>of(String.class, () -> {
                    stage.say("handler-" + how);
                    return this::end;
                }).restart(policy)).tell(how.equals("returns") ? "stops" : how);
            }
            stage.settle();
            List<String> live = switch (type) {
                case PERMANENT -> List.of("body-returns", "body-stops", "body-throws", "handler-returns",
                        "handler-stops", "handler-throws");
                case TRANSIENT -> List.of("body-throws", "handler-throws");
                case TEMPORARY -> List.of();
            };
            assertThat(stage.system.names()).containsExactlyElementsOf(live);
            for (String name : live) assertThat(stage.said().split(" ")).filteredOn(name::equals).hasSize(2);
            assertThat(stage.said().split(" ")).hasSize(6 + live.size());
        }
    }

    private void end(HandlerContext<String> self, String how) {
        if (how.equals("throws")) throw crash;
        if (how.equals("stops")) self.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "stop soon", "kill", "poison", "close"})
    void whoIsToldToEndEndsForGood(String how) { // S1
        RestartPolicy always = OFTEN.type(RestartType.PERMANENT);
        Stage own = new Stage();
        ActorRef<String> body = own.system.spawn("body", Props.of(String.class, self -> {
            own.say("body");
            self.receive();
        }).restart(always));
        ActorRef<String> handler = own.system.spawn("handler", Props.of(String.class, () -> {
            own.say("handler");
            return (self, text) -> {};
        }).restart(always));
        ActorRef<String> crashes = own.system.spawn("crashes", Props.of(String.class, self -> {
            own.say("crashes");
            try {
                self.receive();
            } finally {
                crashUnless(self.ref().offer("?") == SendResult.ACCEPTED);
            }
        }).restart(always));
        own.settle();
        for (ActorRef<?> ref : List.of(body, handler, crashes)) switch (how) {
            case "stop" -> own.system.stop(ref);
            case "stop soon" -> own.system.stop(ref, Shutdown.within(Duration.ofSeconds(1)));
            case "kill" -> own.system.kill(ref);
            case "poison" -> own.system.poison(ref);
            default -> {}
        }
        if (!how.equals("close")) own.settle();
        own.end();
        own.assertSaid("body handler crashes");
        assertThat(own.system.names()).isEmpty();
        assertThat(own.failures).extracting(Failure::directive).containsOnly(Directive.STOP);
    }

    private void crashUnless(boolean good) {
        if (!good) throw crash;
    }

    @Test
    void aCrashAtTheStartCountsLikeAnyOther() {
        try (stage) {
            RestartPolicy thrice = RestartPolicy.upTo(3, HOUR);
            int[] lives = {0, 0};
            stage.system.spawn("body", Props.of(String.class, self -> {
                if (++lives[0] < 3) throw crash;
                stage.say(self.receive());
            }).restart(thrice)).tell("body");
            stage.system.spawn("factory", Props.of(String.class, () -> {
                if (++lives[1] < 4) throw crash;
                return (self, text) -> stage.say(text);
            }).restart(thrice)).tell("factory");
            HandlerFactory<String> never = () -> {
                throw crash;
            };
            stage.system.spawn("never", Props.of(String.class, never).restart(thrice)).tell("never");
            stage.settle();
            stage.assertSaid("body factory");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("never", "never", DeadLetter.Reason.STOPPED));
            assertThat(stage.failures).filteredOn(failure -> failure.actor().equals("never"))
                    .extracting(failure -> failure.directive() + "" + failure.restarts())
                    .containsExactly("RESTART1", "RESTART2", "RESTART3", "STOP3");
        }
    }

    @Test
    void whenTheIntensityIsExceededTheEndTellsWhy() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", counting(true).restart(RestartPolicy.upTo(2, HOUR)));
            var ended = stage.system.whenEnded(ref).toCompletableFuture();
            tell("a", "x", "x", "m");
            stage.settle();
            assertThat(ended).isNotDone();
            tell("a", "x", "n");
            stage.settle();
            assertThat(ended).isCompletedWithValue(new ExitReason.Failed(crash));
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", "n", DeadLetter.Reason.STOPPED));
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void anOwnQuestionThatIsOpenIsGivenUp() {
        try (stage) {
            ActorRef<Question> other = stage.system.spawn("other", Question.class, self -> {
                Question question = self.receive();
                self.sleep(Duration.ofSeconds(1));
                question.to().tell("late");
            });
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("ask"))
                    self.<Question, String>ask(other, Question::new, HOUR, (reply, failure) -> reply);
                else
                    throw crash;
            }).restart(OFTEN));
            tell("a", "ask");
            stage.settle();
            tell("a", "x");
            stage.settle();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("ask x");
            assertThat(stage.deadLetters).extracting(DeadLetter::reason)
                    .containsExactly(DeadLetter.Reason.LATE_REPLY);
        }
    }

    @Test
    void anAnswerThatWasOnItsWayIsNotForTheNextLife() {
        try (stage) {
            ActorRef<Question> other = stage.system.spawn("other", Question.class, (self, question) -> {
                self.tell("a", "x");
                question.to().tell("late"); // comes up behind the crash
            });
            stage.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("ask"))
                    self.<Question, String>ask(other, Question::new, HOUR, (reply, failure) -> reply);
                if (text.equals("x")) throw crash;
            }).restart(OFTEN));
            tell("a", "ask");
            stage.settle();
            assertThat(stage.said()).isEqualTo("ask x");
            assertThat(stage.deadLetters).extracting(DeadLetter::reason)
                    .containsExactly(DeadLetter.Reason.LATE_REPLY);
        }
    }

    @Test
    void anOutcomeFunctionThatThrowsRestartsItsActor() {
        try (stage) {
            ActorRef<Question> other = stage.system.spawn("other", Question.class,
                    (self, question) -> question.to().tell("answer"));
            stage.system.spawn("a", Props.<String>of(String.class, () -> {
                stage.say("start");
                return (self, text) -> {
                    stage.say(text);
                    if (text.equals("ask")) self.<Question, String>ask(other, Question::new, HOUR, (reply, failure) -> {
                        throw crash;
                    });
                };
            }).restart(OFTEN));
            tell("a", "ask", "m");
            stage.settle();
            assertThat(stage.said()).isEqualTo("start ask m start");
            assertThat(stage.failures)
                    .containsExactly(new Failure("a", null, crash, Directive.RESTART, 1, List.of()));
        }
    }
}
