package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pause before a restart, and what becomes of messages and stops meanwhile. Holds invariants 3 and 5, and S15 of
/// `dev.troupe.supervision`'s list.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackOffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");

    private static Duration s(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }

    private void advance(double seconds) {
        clock.advance(s(seconds));
        stage.settle();
    }

    private static List<Duration> delays(BackOff backOff, int... restarts) {
        Random random = new Random(1);
        return java.util.Arrays.stream(restarts).mapToObj(n -> backOff.delay(n, random)).toList();
    }

    // ---- how long

    @Test
    void fixedIsTheSameEachTime() {
        assertThat(delays(BackOff.fixed(s(3)), 1, 2, 3, 1_000_000)).containsOnly(s(3));
        assertThat(delays(BackOff.none(), 1, 2, 3)).containsOnly(Duration.ZERO);
    }

    @Test
    void exponentialDoublesUpToItsCap() {
        assertThat(delays(BackOff.exponential(s(1), s(10)), 1, 2, 3, 4, 5, 6, Integer.MAX_VALUE)).containsExactly(s(1),
                s(2), s(4), s(8), s(10), s(10), s(10));
        assertThat(delays(BackOff.exponential(s(2), s(2)), 1, 2)).containsExactly(s(2), s(2));
    }

    @Test
    void aHugeCapDoesNotOverflow() {
        BackOff huge = BackOff.exponential(SECOND, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(delays(huge, 50, 70, 5_000))
                .allSatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofDays(1)));
    }

    @Test
    void jitterStaysWithinItsShareAndTheCap() {
        Random random = new Random(42);
        BackOff backOff = BackOff.exponential(s(4), s(10)).jitter(0.5);
        Duration least = Duration.ofDays(1);
        Duration most = Duration.ZERO;
        for (int n = 0; n < 1_000; n++) {
            Duration first = backOff.delay(1, random);
            least = first.compareTo(least) < 0 ? first : least;
            most = first.compareTo(most) > 0 ? first : most;
            assertThat(backOff.delay(2, random)).isBetween(s(4), s(10));
            assertThat(backOff.delay(9, random)).isBetween(s(5), s(10));
        }
        assertThat(least).isBetween(s(2), s(2.1));
        assertThat(most).isBetween(s(5.9), s(6));
    }

    @Test
    void theSameSeedGivesTheSameDelays() {
        BackOff backOff = BackOff.fixed(s(4)).jitter(1);
        assertThat(delays(backOff, 1, 2, 3)).isEqualTo(delays(backOff, 1, 2, 3)).doesNotHaveDuplicates()
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, s(4)));
    }

    // ---- an actor that waits

    private Props<String> crashing(BackOff backOff, boolean body) {
        RestartPolicy policy = RestartPolicy.upTo(10, s(100)).backOff(backOff);
        Actor<String> asBody = self -> {
            stage.say("up" + self.clock().millis() / 1_000);
            while (true) take(self.receive());
        };
        HandlerFactory<String> asHandler = () -> {
            stage.say("up" + clock.instant().getEpochSecond());
            return (self, text) -> take(text);
        };
        return (body ? Props.of(String.class, asBody) : Props.of(String.class, asHandler)).restart(policy);
    }

    private void take(String text) {
        if (text.equals("x")) throw crash;
        stage.say(text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("classpath")
    void messagesAreKeptInOrder(boolean body) { // S15
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", crashing(BackOff.fixed(s(2)), body));
            for (String text : List.of("a", "x", "b", "c")) ref.tell(text);
            stage.settle();
            assertThat(stage.said()).isEqualTo("up0 a");
            ref.tell("d");
            advance(1.999);
            ref.tell("e");
            stage.settle();
            assertThat(stage.said()).isEqualTo("up0 a");
            advance(0.001);
            assertThat(stage.said()).isEqualTo("up0 a up2 b c d e");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void theDelayDoublesWithinARowAndStartsOverAfterALongLife() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", crashing(BackOff.exponential(s(1), s(60)), true));
            for (int n = 0; n < 3; n++) ref.tell("x");
            stage.settle();
            for (int n = 0; n < 8; n++) advance(1);
            assertThat(stage.said()).isEqualTo("up0 up1 up3 up7");
            advance(98); // it lives since the 7th second, so this and 999 ms are not enough
            clock.advance(Duration.ofMillis(999));
            ref.tell("x");
            stage.settle();
            for (int n = 0; n < 9; n++) advance(1);
            assertThat(stage.said()).isEqualTo("up0 up1 up3 up7 up114");
            advance(100);
            ref.tell("x");
            stage.settle();
            for (int n = 0; n < 2; n++) advance(1);
            assertThat(stage.said()).isEqualTo("up0 up1 up3 up7 up114 up216");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesAreKeptUpToTheBound(boolean body) { // S15
        try (stage) {
            Mailbox<Object> bounded = Mailbox.bounded(3, Mailbox.WhenFull.REFUSE);
            ActorRef<String> ref = stage.system.spawn("a", crashing(BackOff.fixed(s(1)), body).mailbox(bounded));
            ref.tell("x");
            stage.settle();
            for (String text : List.of("a", "b", "c")) assertThat(ref.tell(text)).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.tell("d")).isEqualTo(SendResult.FULL);
            stage.settle();
            assertThat(ref.offer("e")).isEqualTo(SendResult.FULL);
            advance(1);
            for (String text : List.of("f", "g", "h")) assertThat(ref.tell(text)).isEqualTo(SendResult.ACCEPTED);
            stage.settle();
            assertThat(stage.said()).isEqualTo("up0 up1 a b c f g h");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", "d", DeadLetter.Reason.FULL));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendersWaitForRoomAndGoOnInOrder(boolean body) { // S15
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a",
                    crashing(BackOff.fixed(s(1)), body).mailbox(Mailbox.bounded(2)));
            ref.tell("x");
            stage.settle();
            for (String name : List.of("p", "q")) stage.system.spawn(name, Integer.class, self -> {
                for (int n = 0; n < 4; n++) assertThat(ref.tell(name + n)).isEqualTo(SendResult.ACCEPTED);
                stage.say(name + "!");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("up0");
            advance(1);
            List<String> said = List.of(stage.said().split(" "));
            assertThat(said).filteredOn(text -> text.matches("p\\d")).containsExactly("p0", "p1", "p2", "p3");
            assertThat(said).filteredOn(text -> text.matches("q\\d")).containsExactly("q0", "q1", "q2", "q3");
            assertThat(said).contains("p!", "q!").hasSize(12);
            assertThat(stage.failures).hasSize(1);
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "kill", "poison"})
    void whoIsToldToEndDuringThePauseEnds(String how) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", crashing(BackOff.fixed(s(1)), true));
            var ended = stage.system.whenEnded(ref).toCompletableFuture();
            ref.tell("x");
            ref.tell("m");
            stage.settle();
            switch (how) {
                case "stop" -> stage.system.stop(ref);
                case "kill" -> stage.system.kill(ref);
                default -> stage.system.poison(ref);
            }
            stage.settle();
            assertThat(ref.tell("n")).isEqualTo(SendResult.STOPPED);
            if (how.equals("poison")) {
                assertThat(ended).isNotDone();
                advance(1); // what was sent before still counts
            } else assertThat(ended).isDone();
            advance(10);
            assertThat(stage.system.names()).isEmpty();
            assertThat(ended.join())
                    .isEqualTo(how.equals("kill") ? new ExitReason.Killed() : new ExitReason.Stopped());
            assertThat(stage.said()).isEqualTo(how.equals("poison") ? "up0 up1 m" : "up0");
            assertThat(stage.deadLetters).extracting(DeadLetter::message)
                    .containsExactlyInAnyOrderElementsOf(how.equals("poison") ? List.of("n") : List.of("m", "n"));
        }
    }

    @Test
    void aCloseDuringThePauseDoesNotWaitForItsEnd() {
        Stage own = new Stage();
        ActorRef<String> ref = own.system.spawn("a", Props.of(String.class, self -> {
            own.say("up");
            self.receive();
            throw crash;
        }).restart(RestartPolicy.unlimited().backOff(BackOff.fixed(Duration.ofHours(1)))));
        ref.tell("x");
        ref.tell("m");
        own.turns();
        long before = System.nanoTime();
        own.end();
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
        assertThat(own.system.names()).isEmpty();
        assertThat(own.said()).isEqualTo("up");
        assertThat(own.deadLetters).containsExactly(new DeadLetter("a", "m", DeadLetter.Reason.CLOSED));
    }

    @Test
    void aQuestionInTheMailboxWaitsForTheNextLife() {
        try (stage) {
            record Question(ActorRef<String> to) {}
            int[] life = {0};
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                if (life[0]++ == 0) throw crash;
                if (message instanceof Question question) question.to().tell("answer");
            }).restart(RestartPolicy.unlimited().backOff(BackOff.fixed(s(1)))));
            ref.tell("x");
            stage.settle();
            CompletableFuture<String> answer = stage.system.<Object, String>ask(ref, Question::new, s(5))
                    .toCompletableFuture();
            stage.settle();
            assertThat(answer).isNotDone();
            advance(1);
            assertThat(answer).isCompletedWithValue("answer");
        }
    }

    @Test
    void aWatchOfAnActorInItsPauseIsAnsweredAtItsEndOnly() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("a", crashing(BackOff.fixed(s(1)), false));
            ref.tell("x");
            stage.settle();
            stage.system.spawn("w", String.class, self -> {
                self.watch(ref, "gone");
                stage.say(self.receive());
            });
            stage.settle();
            advance(1);
            assertThat(stage.said()).isEqualTo("up0 up1");
            stage.system.stop(ref);
            stage.settle();
            assertThat(stage.said()).isEqualTo("up0 up1 gone");
        }
    }

    @Test
    void noTimerIsLeftWhenThePauseWasCutShort() {
        try (Stage own = new Stage()) { // on the machine's time run() would wait for an hour
            ActorRef<String> ref = own.system.spawn("a", Props.<String>of(String.class, (self, text) -> {
                own.system.stop(self.ref()); // comes up in the pause
                throw crash;
            }).restart(RestartPolicy.unlimited().backOff(BackOff.fixed(Duration.ofHours(1)))));
            ref.tell("x");
            own.settle();
            assertThat(own.system.names()).isEmpty();
        }
    }

    @Test
    void aDelayAsLongAsItsCapIsSpreadAsWell() {
        for (BackOff backOff : List.of(BackOff.fixed(s(4)), BackOff.exponential(SECOND, s(4)))) {
            Random random = new Random(42);
            assertThat(Stream.generate(() -> backOff.jitter(0.5).delay(9, random)).limit(100).toList())
                    .doesNotHaveDuplicates().allSatisfy(delay -> assertThat(delay).isBetween(s(2), s(4)));
        }
    }
}
