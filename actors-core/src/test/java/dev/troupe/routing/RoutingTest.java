package dev.troupe.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Handler;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each rule by itself. Nobody drives the system before a test says so, so what is sent stays where it was put.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoutingTest {
    private final ActorSystem system = ActorSystem.create();
    private final int[] got = new int[20]; // each its own worker's

    @AfterEach
    void close() {
        system.close();
    }

    private List<ActorRef<String>> workers(int many) {
        return IntStream.range(0, many).mapToObj(n -> worker(n, (self, message) -> got[n]++)).toList();
    }

    private ActorRef<String> worker(int n, Handler<String> handler) {
        return system.spawn("w" + n, Props.of(String.class, handler).mailbox(Mailbox.bounded(1_000_000)));
    }

    private static <M> List<Integer> choices(Router<M> router, List<M> messages) {
        List<Integer> chosen = new ArrayList<>();
        for (M message : messages) chosen.add(router.workers().indexOf(router.chosen(message)));
        return chosen;
    }

    private static List<String> messages(int many) {
        return IntStream.range(0, many).mapToObj(n -> "message-" + n).toList();
    }

    @Test
    void roundRobinTakesTurns() {
        assertThat(choices(Router.roundRobin(workers(3)), messages(7))).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void roundRobinSharesTheWorkOfOneThatStopped() {
        List<ActorRef<String>> workers = workers(3);
        Router<String> router = Router.roundRobin(workers);
        system.run();
        system.stop(workers.get(1));
        system.run();
        messages(100).forEach(router::tell);
        system.run();
        assertThat(Arrays.copyOf(got, 3)).containsExactly(50, 0, 50);
    }

    @Test
    void randomIsTheSameForTheSameSeed() {
        List<ActorRef<String>> workers = workers(5);
        List<Integer> chosen = choices(Router.random(workers, 11), messages(200));
        assertThat(choices(Router.random(workers, 11), messages(200))).isEqualTo(chosen);
        assertThat(choices(Router.random(workers, 12), messages(200))).isNotEqualTo(chosen);
        assertThat(choices(Router.random(workers), messages(200)))
                .isNotEqualTo(choices(Router.random(workers), messages(200)));
    }

    @Test
    void randomGivesAllTheSameChance() {
        int[] counts = new int[10];
        choices(Router.random(workers(10), 3), messages(100_000)).forEach(at -> counts[at]++);
        // 10,000 each, with a standard deviation of 95
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 9_500 && count <= 10_500);
    }

    @Test
    void leastLoadedFillsUpWhoHasLess() {
        List<ActorRef<String>> workers = workers(3);
        for (int i = 0; i < 5; i++) workers.get(0).tell("by others");
        for (int i = 0; i < 2; i++) workers.get(2).tell("by others");
        Router<String> router = Router.leastLoaded(workers);
        messages(8).forEach(router::tell);
        system.run();
        assertThat(Arrays.copyOf(got, 3)).containsExactly(5, 5, 5);
    }

    @Test
    void equalsTakeTurnsBesideOneThatIsBusy() {
        List<ActorRef<String>> workers = workers(4);
        messages(1_000).forEach(workers.get(0)::tell);
        Router<String> router = Router.leastLoaded(workers);
        assertThat(choices(router, messages(6))).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void leastLoadedCountsWhatABodyIsBusyWith() {
        ManualClock clock = new ManualClock();
        try (var timed = ActorSystem.builder().clock(clock).build()) {
            var busy = timed.spawn("busy", Props.of(String.class, self -> {
                while (true) {
                    self.receive();
                    self.sleep(Duration.ofSeconds(1));
                }
            }).mailbox(Mailbox.bounded(10)));
            var idle = timed.spawn("idle", Props.of(String.class, self -> {
                while (true) self.receive();
            }).mailbox(Mailbox.bounded(10)));
            Router<String> router = Router.leastLoaded(List.of(busy, idle));
            busy.tell("work");
            timed.run();
            assertThat(List.of(router.chosen("a"), router.chosen("b"))).containsExactly(idle, idle);
            clock.advance(Duration.ofSeconds(1));
            timed.run();
            assertThat(List.of(router.chosen("c"), router.chosen("d"))).containsExactlyInAnyOrder(busy, idle);
        }
    }

    @Test
    void hashedGivesAKeyToOneWorkerWhateverTheirOrder() {
        List<ActorRef<String>> workers = workers(5);
        Router<String> router = Router.hashed(workers, message -> message);
        Router<String> reversed = Router.hashed(workers.reversed(), message -> message);
        for (String message : messages(500))
            assertThat(router.chosen(message)).isSameAs(router.chosen(message)).isSameAs(reversed.chosen(message));
    }

    @Test
    void hashedGoesByTheNamesOfTheWorkers() {
        List<Integer> chosen = choices(Router.hashed(workers(5), message -> message), messages(100));
        try (var other = ActorSystem.create()) {
            List<ActorRef<String>> namesakes = IntStream.range(0, 5)
                    .mapToObj(n -> other.spawn("w" + n, String.class, (self, message) -> got[n]++)).toList();
            assertThat(choices(Router.hashed(namesakes, message -> message), messages(100))).isEqualTo(chosen);
        }
    }

    @Test
    void hashedSpreadsKeysEvenly() {
        int[] counts = new int[10];
        choices(Router.hashed(workers(10), message -> message), messages(20_000)).forEach(at -> counts[at]++);
        // 2,000 each, with a standard deviation of 42
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 1_750 && count <= 2_250);
        int[] ofNumbers = new int[10];
        Router<String> byNumber = Router.hashed(workers(10, 10), String::length);
        for (int n = 0; n < 2_000; n++) ofNumbers[byNumber.workers().indexOf(byNumber.chosen(" ".repeat(n)))]++;
        assertThat(Arrays.stream(ofNumbers)).allMatch(count -> count >= 130 && count <= 270);
    }

    private List<ActorRef<String>> workers(int first, int many) {
        return IntStream.range(first, first + many).mapToObj(n -> worker(n, (self, message) -> got[n]++)).toList();
    }

    @Test
    void hashedTellsNamesOfTheSameHashCodeApart() {
        List<ActorRef<String>> workers = List.of("Aa", "BB", "C").stream()
                .map(name -> system.spawn(name, String.class, (self, message) -> {})).toList();
        int[] counts = new int[3];
        choices(Router.hashed(workers, message -> message), messages(3_000)).forEach(at -> counts[at]++);
        // 1,000 each, with a standard deviation of 26
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 850 && count <= 1_150);
    }

    @Test
    void hashedMovesFewKeysWhenTheNumberChanges() {
        List<ActorRef<String>> workers = workers(11);
        Router<String> ten = Router.hashed(workers.subList(0, 10), message -> message);
        Router<String> eleven = Router.hashed(workers, message -> message);
        int moved = 0;
        for (String message : messages(11_000)) {
            ActorRef<String> now = eleven.chosen(message);
            if (now == ten.chosen(message)) continue;
            moved++;
            assertThat(now).isSameAs(workers.get(10));
        }
        assertThat(moved).isBetween(850, 1_150);
    }

    @Test
    void hashedMovesOnlyTheKeysOfOneThatStopped() {
        List<ActorRef<String>> workers = workers(4);
        Router<String> router = Router.hashed(workers, message -> message);
        Router<String> without = Router.hashed(workers.subList(0, 3), message -> message);
        List<String> messages = messages(400);
        int[] expected = new int[3];
        for (String message : messages) expected[workers.indexOf(without.chosen(message))]++;
        system.run();
        system.stop(workers.get(3));
        system.run();
        messages.forEach(router::tell);
        system.run();
        assertThat(Arrays.copyOf(got, 3)).isEqualTo(expected);
        assertThat(got[3]).isZero();
    }
}
