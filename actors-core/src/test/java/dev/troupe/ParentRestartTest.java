package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.coroutine.Unwind;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the children when their parent is restarted or stops. Holds invariants 5 and 6, and S8, S9 and S13 of
/// `dev.troupe.supervision`'s list.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParentRestartTest {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");

    private static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void seconds(int seconds) {
        for (int n = 0; n < seconds; n++) {
            clock.advance(s(1));
            stage.settle();
        }
    }

    private void say(ActorContext<?> self, String what) {
        String name = self.name();
        stage.say(name.substring(name.lastIndexOf('/') + 1) + what);
    }

    /// Takes that many seconds to clean up.
    private Props<String> slow(int seconds) {
        return Props.of(String.class, self -> {
            say(self, "+");
            try {
                self.receive();
            } finally {
                try {
                    if (seconds > 0) self.sleep(s(seconds));
                } finally {
                    say(self, "-");
                }
            }
        });
    }

    /// Spawns three children that need that long, and crashes at "x".
    private Props<String> parent(boolean body, int seconds, ChildrenStop order) {
        Props<String> props = body ? Props.of(String.class, self -> {
            stage.say("p+");
            spawnKids(self, seconds);
            try {
                if (self.receive().equals("x")) throw crash;
            } finally {
                stage.say("p-");
            }
        }) : Props.of(String.class, () -> {
            stage.say("p+");
            return new Handler<>() {
                @Override
                public void handle(HandlerContext<String> self, String text) {
                    if (text.equals("x")) throw crash;
                    spawnKids(self, seconds);
                }

                @Override
                public void terminate(HandlerContext<String> self, ExitReason reason) {
                    stage.say("p-");
                }
            };
        });
        return props.restart(RestartPolicy.unlimited()).childrenStop(order);
    }

    private void spawnKids(HandlerContext<String> self, int seconds) {
        for (String name : List.of("a", "b", "c")) self.spawn(name, slow(seconds));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("classpath")
    void theChildrenOfACrashedBodyEndBeforeItsNextLife(ChildrenStop order) { // S8, S13
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", parent(true, 0, order));
            stage.settle();
            ref.tell("x");
            stage.settle();
            if (order == ChildrenStop.TOGETHER)
                stage.assertSaidInGroups("p+", "a+ b+ c+", "p-", "c- b- a-", "p+", "a+ b+ c+");
            else
                stage.assertSaidInGroups("p+", "a+ b+ c+", "p-", "c-", "b-", "a-", "p+", "a+ b+ c+");
            assertThat(stage.system.names()).containsExactly("p", "p/a", "p/b", "p/c");
            assertThat(stage.failures).hasSize(1);
        }
    }

    @Test
    void aHandlerCleansUpAfterItsChildren() { // S13
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", parent(false, 0, ChildrenStop.TOGETHER));
            for (String text : List.of("spawn", "x", "spawn")) {
                ref.tell(text);
                stage.settle();
            }
            String[] lives = stage.said().split(" p- p\\+ ", -1);
            assertThat(lives[0].split(" ", -1)).startsWith("p+").containsExactlyInAnyOrder("p+", "a+", "b+", "c+", "a-",
                    "b-",
                    "c-");
            assertThat(lives[1].split(" ", -1)).containsExactlyInAnyOrder("a+", "b+", "c+");
            assertThat(stage.system.names()).containsExactly("p", "p/a", "p/b", "p/c");
            assertThat(stage.failures).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void togetherTheyTakeAsLongAsTheSlowest(boolean stops) { // S9
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", parent(true, 1, ChildrenStop.TOGETHER));
            stage.settle();
            if (stops) stage.system.stop(ref);
            else ref.tell("x");
            stage.settle();
            stage.assertSaidInGroups(stops ? new String[] {"p+", "a+ b+ c+"} : new String[] {"p+", "a+ b+ c+", "p-"});
            seconds(1);
            if (stops) stage.assertSaidInGroups("p+", "a+ b+ c+", "c- b- a-", "p-");
            else stage.assertSaidInGroups("p+", "a+ b+ c+", "p-", "c- b- a-", "p+", "a+ b+ c+");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneAfterTheOtherTheyTakeTheSum(boolean stops) { // S8
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", parent(true, 1, ChildrenStop.YOUNGEST_FIRST));
            stage.settle();
            if (stops) stage.system.stop(ref);
            else ref.tell("x");
            stage.settle();
            seconds(1);
            assertThat(stage.said()).endsWith("c-");
            seconds(1);
            assertThat(stage.said()).endsWith("c- b-");
            assertThat(stage.system.names()).containsExactly("p", "p/a");
            seconds(1);
            if (stops) stage.assertSaidInGroups("p+", "a+ b+ c+", "c-", "b-", "a-", "p-");
            else stage.assertSaidInGroups("p+", "a+ b+ c+", "p-", "c-", "b-", "a-", "p+", "a+ b+ c+");
        }
    }

    @Test
    void anOlderChildThatEndsByItselfMeanwhileDoesNotUpsetTheOrder() { // S8
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                self.spawn("a", slow(1));
                self.spawn("b", String.class, kid -> {
                    kid.receive();
                    say(kid, "-");
                });
                self.spawn("c", slow(1));
                self.receive();
            }).childrenStop(ChildrenStop.YOUNGEST_FIRST));
            stage.settle();
            stage.assertSaid("a+ c+");
            String begun = stage.said();
            stage.system.find("p", String.class).ifPresent(stage.system::stop);
            stage.settle();
            stage.system.tell("p/b", "end");
            stage.settle();
            assertThat(stage.said()).isEqualTo(begun + " b-");
            seconds(1);
            assertThat(stage.said()).isEqualTo(begun + " b- c-");
            seconds(1);
            assertThat(stage.said()).isEqualTo(begun + " b- c- a-");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ChildrenStop.class)
    void childrenThatResistAreKilledAtTheirLimit(ChildrenStop order) { // S13
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                stage.say("p+");
                self.spawn("prompt", slow(0));
                self.spawn("stubborn", slow(100).shutdown(Shutdown.within(s(2))));
                self.receive();
                throw crash;
            }).restart(RestartPolicy.unlimited()).childrenStop(order));
            stage.settle();
            stage.system.tell("p", "x");
            stage.settle();
            String begun = stage.said();
            seconds(1);
            assertThat(stage.system.names()).contains("p", "p/stubborn");
            assertThat(stage.said()).isEqualTo(begun);
            seconds(1);
            String starts = "p\\+ (prompt\\+ stubborn\\+|stubborn\\+ prompt\\+)";
            assertThat(stage.said()).matches(starts + " (prompt- stubborn-|stubborn- prompt-) " + starts);
            assertThat(stage.system.names()).containsExactly("p", "p/prompt", "p/stubborn");
        }
    }

    @Test
    void theParentsOwnLimitHoldsAsWell() { // its children may take longer than it may
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                stage.say("p+");
                self.spawn("slow", slow(100).shutdown(Shutdown.infinite()));
                self.receive();
                throw crash;
            }).restart(RestartPolicy.unlimited()).shutdown(Shutdown.within(s(3))));
            stage.settle();
            stage.system.tell("p", "x");
            stage.settle();
            seconds(2);
            assertThat(stage.said()).isEqualTo("p+ slow+");
            seconds(1);
            assertThat(stage.said()).isEqualTo("p+ slow+ slow- p+ slow+");
            assertThat(stage.system.names()).containsExactly("p", "p/slow");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "kill"})
    void aParentThatEndsWhileItsChildrenEndForItsRestart(String how) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", parent(true, 3, ChildrenStop.TOGETHER));
            var ended = stage.system.whenEnded(ref).toCompletableFuture();
            stage.settle();
            ref.tell("x");
            ref.tell("m");
            stage.settle();
            seconds(1);
            if (how.equals("stop")) stage.system.stop(ref);
            else stage.system.kill(ref);
            stage.settle();
            assertThat(ref.tell("late")).isEqualTo(SendResult.STOPPED);
            if (how.equals("stop")) {
                assertThat(ended).isNotDone();
                seconds(2);
            }
            assertThat(ended)
                    .isCompletedWithValue(how.equals("stop") ? new ExitReason.Stopped() : new ExitReason.Killed());
            stage.assertSaidInGroups("p+", "a+ b+ c+", "p-", "c- b- a-");
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder("m", "late");
        }
    }

    @Test
    void messagesThatComeWhileChildrenEndAreKeptInOrder() {
        try (stage) {
            int[] life = {0};
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                if (life[0]++ == 0) {
                    self.spawn("kid", slow(1));
                    self.receive();
                    throw crash;
                }
                while (true) stage.say(self.receive());
            }).restart(RestartPolicy.unlimited()));
            stage.settle();
            for (String text : List.of("x", "a", "b")) stage.system.tell("p", text);
            stage.settle();
            stage.system.tell("p", "c");
            stage.settle();
            seconds(1);
            assertThat(stage.said()).isEqualTo("kid+ kid- a b c");
        }
    }

    @Test
    void aChildInItsPauseEndsAtOnceWithItsParent() {
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                self.spawn("kid", Props.<String>of(String.class, (kid, text) -> {
                    throw crash;
                }).restart(RestartPolicy.unlimited().backOff(BackOff.fixed(s(100))))).tell("x");
                self.receive();
            }));
            stage.settle();
            stage.system.find("p", String.class).ifPresent(stage.system::stop);
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aChildThatCrashesWhileItsParentStopsIsNotRestarted() {
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                self.spawn("kid", Props.<String>of(String.class, k -> {
                    stage.say("kid+");
                    try {
                        k.receive();
                    } catch (Unwind.Stopped stopped) {
                        throw crash;
                    }
                }).restart(RestartPolicy.unlimited().type(RestartType.PERMANENT)));
                self.receive();
                self.stop();
            }));
            stage.settle();
            stage.system.tell("p", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("kid+");
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("p/kid");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void whoIsRestartedSpawnsNoChildrenMeanwhile() {
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                try {
                    self.receive();
                    self.stop();
                    self.receive();
                } finally {
                    try {
                        self.spawn("late", slow(0));
                    } catch (IllegalStateException e) {
                        stage.say("refused");
                    }
                }
            }).restart(RestartPolicy.unlimited().type(RestartType.PERMANENT))).tell("x");
            stage.settle();
            assertThat(stage.said()).isEqualTo("refused");
            assertThat(stage.system.names()).containsExactly("p");
        }
    }
}
