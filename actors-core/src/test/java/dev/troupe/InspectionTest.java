package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorPage;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Totals;
import dev.troupe.spi.TreeFigures;
import dev.troupe.spi.WaitEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is seen from outside adds up (invariant 3: each message is processed, waits, or is a dead letter).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InspectionTest {
    private static ActorFigures row(Stage stage, String path) {
        return stage.system.inspect().actor(path).orElseThrow();
    }

    /// Handlers, bodies that select, bounded mailboxes, actors that end in between; all told from inside and outside.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sentIsProcessedAndWaitingAndDead(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AtomicLong accepted = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        try (Stage stage = new Stage()) {
            int actors = 12;
            for (int n = 0; n < actors; n++) {
                Mailbox<Object> mailbox = random.nextInt(3) == 0 ? Mailbox.bounded(5) : Mailbox.unbounded();
                int dies = random.nextInt(200);
                switch (random.nextInt(3)) {
                    case 0 -> stage.system.spawn("a" + n, Props.of(Integer.class, (self, hops) -> {
                        taken.incrementAndGet();
                        if (hops > 0 && self.tell("a" + hops % actors, hops - 1) == SendResult.ACCEPTED)
                            accepted.incrementAndGet();
                        if (hops == dies) self.stop();
                    }).mailbox(mailbox));
                    case 1 -> stage.system.spawn("a" + n, Props.of(Integer.class, self -> {
                        while (true) {
                            int hops = self.receive();
                            taken.incrementAndGet();
                            if (hops > 0 && self.tell("a" + hops % actors, hops - 1) == SendResult.ACCEPTED)
                                accepted.incrementAndGet();
                            if (hops == dies) return;
                        }
                    }).mailbox(mailbox));
                    default -> stage.system.spawn("a" + n, Props.of(Integer.class, self -> {
                        while (true) {
                            self.receive(hops -> hops % 3 != 0); // the others wait for ever
                            taken.incrementAndGet();
                        }
                    }).mailbox(mailbox));
                }
            }
            for (int n = 0; n < 200; n++)
                if (stage.system.tell("a" + random.nextInt(actors), random.nextInt(100)) == SendResult.ACCEPTED)
                    accepted.incrementAndGet();
            stage.system.run(Duration.ofSeconds(2));
            Totals now = stage.system.inspect().totals();
            assertThat(now.processed()).isEqualTo(taken.get());
            assertThat(now.sent()).isEqualTo(accepted.get());
            long lost = now.sent() - now.processed() - now.waiting();
            assertThat(lost).isBetween(0L, (long) stage.deadLetters.size());
            assertThat(now.deadLetters().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(stage.deadLetters.size());
            List<ActorFigures> rows = stage.system.inspect().actors().toList();
            assertThat(rows.stream().mapToLong(ActorFigures::depth).sum()).isEqualTo(now.waiting());
            assertThat(now.live()).isEqualTo(now.registrySize()).isEqualTo(rows.size());
            assertThat(now.started() - now.stopped().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(now.live());
            assertThat(stage.system.inspect().groups().stream().mapToLong(GroupFigures::processed).sum())
                    .isEqualTo(now.processed());
            stage.end();
            Totals end = stage.system.inspect().totals();
            assertThat(end.waiting()).isZero();
            assertThat(end.processed()).isEqualTo(taken.get());
            assertThat(end.sent()).isEqualTo(accepted.get());
        }
    }

    @Test
    void showsWhatWaitsForAnActorBeforeAnybodyDrives() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            for (int n = 0; n < 3; n++) stage.system.tell("a", n);
            assertThat(row(stage, "a").state()).isEqualTo(ActorState.STARTING);
            assertThat(row(stage, "a").depth()).isEqualTo(3);
            stage.settle();
            ActorFigures after = row(stage, "a");
            assertThat(after.state()).isEqualTo(ActorState.IDLE);
            assertThat(after.depth()).isZero();
            assertThat(after.processed()).isEqualTo(3);
            assertThat(after.kind()).isEqualTo("handler");
            assertThat(after.group()).isEqualTo("Stage:Object");
            assertThat(after.spawnedBy()).isEqualTo("dev.troupe.Stage");
            assertThat(after.spawnedAt()).isNull();
        }
    }

    @Test
    void showsWhatABodyWaitsFor() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("server", Object.class, self -> {
                while (true) self.receive(String.class);
            });
            stage.system.spawn("asker", Object.class,
                    self -> self.<Object>ask("server", reply -> 1, Duration.ofHours(1)));
            stage.system.spawn("idle", Object.class, self -> self.receive());
            stage.turnsUntilWaiting(3);
            assertThat(row(stage, "asker").waitsFor()).isEqualTo("asks server");
            assertThat(row(stage, "asker").state()).isEqualTo(ActorState.WAITING);
            assertThat(row(stage, "server").waitsFor()).isEqualTo("receives String");
            stage.turnsUntil(() -> row(stage, "server").depth() == 1);
            assertThat(row(stage, "idle").state()).isEqualTo(ActorState.IDLE);
            assertThat(row(stage, "idle").waitsFor()).isNull();
            assertThat(stage.system.inspect().waits()).containsExactly(new WaitEntry("asker", "asks server", "server"));
            assertThat(stage.system.inspect().totals().asksPending()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnActorLeavesBehindDoesntWaitAnyMore(boolean bounded) {
        CompletableFuture<String> gate = new CompletableFuture<>();
        try (Stage stage = new Stage()) {
            stage.system.spawn("p", Props.of(Object.class, (self, message) -> {
                if (message.equals("spawn")) {
                    self.spawn("kid", Object.class, kid -> {
                        try {
                            kid.receive();
                        } finally {
                            kid.await(gate);
                        }
                    });
                    return;
                }
                for (int n = 0; n < 3; n++) self.ref().tell(n);
                self.stop();
            }).mailbox(bounded ? Mailbox.bounded(10) : Mailbox.unbounded()));
            stage.system.tell("p", "spawn");
            stage.turns();
            stage.system.tell("p", "go");
            stage.settleUntil(() -> stage.deadLetters.size() == 3);
            assertThat(row(stage, "p").state()).isEqualTo(ActorState.STOPPING);
            assertThat(row(stage, "p").depth()).isZero();
            assertThat(stage.system.inspect().totals().sent()).isEqualTo(5);
            assertThat(stage.system.inspect().totals().waiting()).isZero();
            gate.complete("open");
            stage.settle();
        }
    }

    /// The actor looks itself, so that the moment is sure.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageInHandWaitsNoLonger(boolean bounded) {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Props.of(Object.class, (self, message) -> {
                Totals now = self.system().inspect().totals();
                stage.say(now.sent() + "-" + now.processed() + "-" + now.waiting() + "-" + row(stage, "a").depth());
            }).mailbox(bounded ? Mailbox.bounded(10) : Mailbox.unbounded()));
            for (int n = 0; n < 2; n++) stage.system.tell("a", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("2-1-1-1 2-2-0-0");
        }
    }

    @Test
    void findsAPageAmongMany() {
        try (Stage stage = new Stage()) {
            for (int n = 0; n < 500; n++) {
                String name = "w%03d".formatted(n);
                stage.system.spawn(name, Props.of(Integer.class, self -> {
                    while (true) self.receive(k -> k < 0);
                }).group(n % 2 == 0 ? "even" : "odd"));
                for (int k = 0; k < n % 7; k++) stage.system.tell(name, k);
            }
            stage.settle();
            Inspection seen = stage.system.inspect();
            ActorPage first = seen.actors(ActorQuery.ALL.page(0, 3));
            assertThat(first.live()).isEqualTo(500);
            assertThat(first.matching()).isEqualTo(500);
            assertThat(first.rows()).extracting(ActorFigures::path).containsExactly("w000", "w001", "w002");
            assertThat(seen.actors(ActorQuery.ALL.page(3, 2)).rows()).extracting(ActorFigures::path)
                    .containsExactly("w003", "w004");
            ActorPage deep = seen.actors(ActorQuery.ALL.descending(ActorQuery.Order.DEPTH).page(70, 3));
            assertThat(deep.rows()).extracting(ActorFigures::depth).containsExactly(6, 5, 5);
            ActorPage odd = seen.actors(ActorQuery.ALL.group("odd").search("W0"));
            assertThat(odd.matching()).isEqualTo(50);
            assertThat(seen.actors(ActorQuery.ALL.search("even").page(0, 0)).matching()).isEqualTo(250);
            assertThat(seen.actors(ActorQuery.ALL.state(ActorState.STOPPING)).rows()).isEmpty();
            assertThat(seen.groups()).extracting(GroupFigures::group).containsExactly("even", "odd");
            assertThat(seen.totals().deepest()).isEqualTo(6);
            assertThat(seen.actors(ActorQuery.ALL.page(499, 10)).rows()).hasSize(1);
            assertThat(seen.actors(ActorQuery.ALL.page(1000, 10)).rows()).isEmpty();
        }
    }

    @Test
    void theBusiestComeFirstWithTheirRates() {
        try (Stage stage = new Stage()) {
            for (String name : List.of("a", "b", "c")) stage.recorder(name);
            stage.settle();
            Inspection seen = stage.system.inspect();
            ActorQuery busiest = ActorQuery.ALL.descending(ActorQuery.Order.RATE);
            assertThat(seen.actors(busiest).rows()).allSatisfy(row -> assertThat(row.rate()).isEqualTo(-1));
            for (int n = 0; n < 30; n++) stage.system.tell(n % 3 == 0 ? "c" : "b", n);
            stage.settle();
            stage.recorder("d");
            Stage.eventually(() -> seen.actor("a").orElseThrow().rate() >= 0);
            List<ActorFigures> rows = seen.actors(busiest).rows();
            assertThat(rows).extracting(ActorFigures::path).containsExactly("b", "c", "a", "d");
            // 20 since a look that is some 0.9 s old, or some more on a machine that has much to do
            assertThat(rows.getFirst().rate()).isBetween(20.0 / Stage.PATIENCE.toSeconds(), 20 / 0.9);
            assertThat(rows.get(1).rate()).isEqualTo(rows.getFirst().rate() / 2, within(1e-6));
            assertThat(rows.get(2).rate()).isZero();
            assertThat(rows.get(3).rate()).isEqualTo(-1);
            assertThat(seen.actors(ActorQuery.ALL.ascending(ActorQuery.Order.RATE)).rows())
                    .extracting(ActorFigures::path).containsExactly("d", "a", "c", "b");
        }
    }

    @Test
    void countsCrashesRestartsAndEnds() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Props.of(Integer.class, (self, n) -> stage.say(12 / n))
                    .restart(RestartPolicy.upTo(2, Duration.ofHours(1))));
            for (int n : new int[] {1, 0, 2, 0, 3, 0, 4}) stage.system.tell("a", n);
            stage.settle();
            Inspection seen = stage.system.inspect();
            Totals now = seen.totals();
            assertThat(now.restarts()).isEqualTo(2);
            assertThat(now.stopped()).containsOnlyKeys("failed").containsEntry("failed", 1L);
            String arithmetic = ArithmeticException.class.getName();
            assertThat(now.failures()).containsExactly(new Totals.FailureCount(arithmetic, "restart", 2),
                    new Totals.FailureCount(arithmetic, "stop", 1));
            assertThat(now.deadLetters()).containsEntry("stopped", 1L);
            FailureEntry last = seen.failures().getLast();
            assertThat(last.actor()).isEqualTo("a");
            assertThat(last.message()).isEqualTo(Integer.class.getName());
            assertThat(last.text()).isEqualTo("/ by zero");
            assertThat(last.stack()).contains("InspectionTest");
            assertThat(now.processed()).isEqualTo(6);
            assertThat(now.sent()).isEqualTo(7);
        }
    }

    @Test
    void countsHowAsksEnd() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("echo", Question.class, (self, question) -> question.to().tell(42));
            stage.system.spawn("deaf", Question.class, (self, question) -> {});
            stage.system.spawn("asker", Object.class, self -> {
                self.<Integer>ask("echo", Question::new, Duration.ofSeconds(10));
                for (String name : List.of("deaf", "nobody"))
                    try {
                        self.<Integer>ask(name, Question::new, Duration.ofMillis(1));
                    } catch (AskException expected) {
                        stage.say(name);
                    }
            });
            stage.settle();
            assertThat(stage.system.inspect().totals().asks()).isEqualTo(
                    Map.of("answered", 1L, "timeout", 1L, "absent", 1L));
            assertThat(stage.system.inspect().totals().asksPending()).isZero();
        }
    }

    @Test
    void showsWhoIsWhoseChild() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("p", Object.class, self -> {
                ActorRef<?> kid = self.spawn("k1", Object.class, kid1 -> kid1.receive());
                self.watch(self.spawn("k2", Object.class, kid2 -> kid2.receive()), reason -> "gone");
                self.link(kid);
                self.receive();
            });
            stage.recorder("q");
            stage.settle();
            Inspection seen = stage.system.inspect();
            assertThat(seen.tree("", 100)).extracting(TreeFigures::path).containsExactly("p", "q", "p/k1", "p/k2");
            assertThat(seen.tree("p", 2)).extracting(TreeFigures::parent).containsExactly(null, "p");
            assertThat(seen.tree("nobody", 2)).isEmpty();
            var ties = seen.ties("p").toCompletableFuture();
            var other = seen.ties("p/k2").toCompletableFuture();
            stage.settle();
            assertThat(ties.join().links()).containsExactly("p/k1");
            assertThat(ties.join().watches()).containsExactly("p/k2");
            assertThat(other.join().watchedBy()).containsExactly("p");
            assertThat(seen.ties("nobody").toCompletableFuture()).isCompletedExceptionally();
        }
    }

    @Test
    void tellsAtMostAHundredGroupsApart() {
        try (Stage stage = new Stage()) {
            Handler<Object> work = (self, message) -> {};
            for (int n = 0; n < 150; n++) stage.system.spawn("a" + n, Props.of(Object.class, work).group("g" + n));
            stage.settle();
            List<GroupFigures> groups = stage.system.inspect().groups();
            assertThat(groups).hasSize(101);
            assertThat(groups.stream().filter(group -> group.group().equals("other")).findFirst().orElseThrow().live())
                    .isEqualTo(50);
        }
    }

    @Test
    void refusesWhatCantBeAskedFor() {
        Props<Object> props = Props.of(Object.class, (self, message) -> {});
        assertThatThrownBy(() -> props.group(" ")).hasMessage("group must not be blank: group=' '");
        assertThatThrownBy(() -> props.group("x".repeat(101)))
                .hasMessageStartingWith("group must have at most 100 characters: length=101");
        assertThatThrownBy(() -> props.group("a\nb")).hasMessage("group must have no control characters: group='a?b'");
        try (Stage stage = new Stage()) {
            Inspection seen = stage.system.inspect();
            assertThatThrownBy(() -> seen.attach(event -> {}, 3)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("one message of so many must be a power of two from 1 to 64: every=3");
            assertThatThrownBy(() -> seen.trace("a", Duration.ZERO, 1, false))
                    .hasMessage("time of a trace must be > 0 and <= PT10M: time=PT0S, actor=a");
            assertThatThrownBy(() -> seen.trace("a", Duration.ofSeconds(1), 0, false))
                    .hasMessage("messages kept must be between 1 and 10000: most=0, actor=a");
            assertThatThrownBy(() -> ActorQuery.ALL.page(-1, 1)).hasMessage("offset must be >= 0: offset=-1");
            assertThat(seen.trace("nobody", Duration.ofSeconds(1), 1, false)).isEmpty();
            assertThat(seen.actor("nobody")).isEmpty();
        }
    }
}
