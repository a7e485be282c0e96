package dev.troupe;

import static dev.troupe.Kind.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Mailbox.WhenFull;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A watch message comes behind everything the target ever sent, once, whatever the mailbox: invariant 8, past bounds and drop
/// policies as invariant 3 says. S11.
class WatchOrderTest extends PuppetTest {
    /// What the target sends in its last turn, and in its clean-up.
    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("classpath")
    void comesBehindAllThatTheOtherEverSent(Kind watching, Kind watched) {
        try (stage) {
            ActorRef<Object> watcher = puppet("w", watching);
            ActorRef<Object> target = watched == Kind.BODY
                    ? stage.system.spawn("t", Object.class, self -> {
                        try {
                            self.receive();
                            for (int i = 0; i < 100; i++) watcher.tell(i);
                        } finally {
                            watcher.tell("finally");
                            self.yield();
                            watcher.tell("last");
                        }
                    })
                    : stage.system.spawn("t", Object.class, new Handler<Object>() {
                        @Override
                        public void handle(HandlerContext<Object> self, Object message) {
                            for (int i = 0; i < 100; i++) watcher.tell(i);
                            self.stop();
                            watcher.tell("finally");
                        }

                        @Override
                        public void terminate(HandlerContext<Object> self, ExitReason reason) {
                            watcher.tell("last");
                        }
                    });
            tell(watcher, self -> self.watch(target, "ended"));
            target.tell("go");
            stage.settle();
            assertThat(stage.said()).startsWith("0 1 2").endsWith("98 99 finally last ended");
        }
    }

    /// A body that watches "t" and doesn't look at its mailbox for a second.
    private ActorRef<Object> sleeper(Mailbox<Object> mailbox) {
        return stage.system.spawn("w", Props.of(Object.class, self -> {
            self.watch(self.system().find("t", Object.class).orElseThrow(), "ended");
            self.sleep(Duration.ofSeconds(1));
            while (true) stage.say(self.receive());
        }).mailbox(mailbox));
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void passesAnyBoundAndCostsNobodyItsPlace(WhenFull whenFull) {
        try (stage) {
            boolean drops = whenFull.name().startsWith("DROP");
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = sleeper(Mailbox.bounded(1, whenFull));
            stage.settle();
            watcher.tell("kept");
            stage.settle();
            stage.system.stop(target);
            stage.settle();
            assertThat(stage.deadLetters).isEmpty();
            // what is too much now drops, or is refused, but never the watch message
            for (int i = 0; i < 3; i++) {
                watcher.tell(i);
                stage.settle();
            }
            assertThat(stage.deadLetters).hasSize(3);
            second();
            assertThat(stage.said()).isEqualTo(drops ? "ended 2" : "kept ended");
            assertThat(watcher.offer("room")).isEqualTo(SendResult.ACCEPTED);
            assertThat(watcher.offer("more")).isEqualTo(drops ? SendResult.ACCEPTED : SendResult.FULL);
        }
    }

    @ParameterizedTest
    @EnumSource(value = WhenFull.class, names = {"DROP_OLDEST", "DROP_NEWEST"})
    void isNotDroppedInsteadOfWhatIsOnItsWay(WhenFull whenFull) {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w", Props.<Object>of(Object.class, self -> {
                self.watch(target, "ended");
                self.receive(Long.class);
                while (true) stage.say(self.receive());
            }).mailbox(Mailbox.bounded(2, whenFull)));
            stage.settle();
            stage.system.stop(target);
            stage.settle();
            for (int i = 0; i < 20; i++) watcher.tell(i);
            stage.settle();
            for (int i = 20; i < 40; i++) watcher.tell(i);
            stage.settle();
            watcher.tell(1L);
            stage.settle();
            assertThat(stage.said()).startsWith("ended");
            // two places: for the one taken, and another
            assertThat(stage.said().split(" ")).hasSize(2);
            assertThat(stage.deadLetters).hasSize(39);
        }
    }

    @ParameterizedTest
    @EnumSource(value = WhenFull.class, names = {"DROP_OLDEST", "DROP_NEWEST"})
    @Tag("deque") // the order across actors
    void isNotDroppedWhereItStandsInAQueue(WhenFull whenFull) {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> floods = puppet("f", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w",
                    Kind.HANDLER.puppet(stage).mailbox(Mailbox.bounded(1, whenFull)));
            tell(watcher, self -> self.watch(target, "ended"));
            tell(floods, self -> {
                self.system().stop(target);
                // the next turn is before the watch message comes, the one after it behind
                self.ref().tell(to(next -> {
                    next.ref().tell(to(last -> {
                        watcher.tell(1);
                        watcher.tell(2);
                    }));
                    watcher.tell(0);
                }));
            });
            assertThat(stage.said()).isEqualTo("ended 2");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(0, 1);
        }
    }

    /// A thread outside has put a message into the queue whose turn comes later than the target's end.
    @ParameterizedTest
    @EnumSource(value = WhenFull.class)
    void comesBehindWhatWaitsInAQueueThatOthersFill(WhenFull whenFull) {
        try (stage) {
            ActorRef<Object> watcher = stage.system.spawn("w",
                    Kind.HANDLER.puppet(stage).mailbox(Mailbox.bounded(8, whenFull)));
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            tell(watcher, self -> self.watch(target, "ended"));
            tell(target, self -> {
                Thread outside = Thread.ofPlatform().start(() -> watcher.tell("outside"));
                outside.join();
                watcher.tell("mine");
                self.stop();
            });
            List<String> order = List.of(stage.said().split(" "));
            assertThat(order).containsExactlyInAnyOrder("outside", "mine", "ended");
            assertThat(order.indexOf("ended")).isGreaterThan(order.indexOf("mine"));
        }
    }

    /// Of an asker that is stopped, and of one that gives up and then ends.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingThatTheOtherAskedComesBehindIt(boolean stopped) {
        try (stage) {
            ActorRef<Object> target = stage.system.spawn("t", Object.class, self -> {
                self.yield();
                self.ask("w", reply -> "question", Duration.ofMillis(stopped ? 2_000 : 500));
            });
            sleeper(Mailbox.bounded(1)).tell("kept");
            stage.settle();
            if (stopped) stage.system.stop(target);
            else clock.advance(Duration.ofMillis(500));
            stage.settle();
            assertThat(stage.lives("t")).isFalse();
            second();
            assertThat(stage.said()).isEqualTo("kept ended");
            assertThat(stage.deadLetters).singleElement().satisfies(letter -> {
                assertThat(letter.message()).isEqualTo("question");
                assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.FULL);
            });
        }
    }

    @Test
    @Tag("deque") // the order across actors
    void theOrderOfAPriorityMailboxGivesItsPlace() {
        try (stage) {
            ActorRef<Integer> target = stage.system.spawn("t", Integer.class, (self, n) -> self.stop());
            ActorRef<Integer> watcher = stage.system.spawn("w", Props.of(Integer.class, (self, n) -> {
                if (n == 0) self.watch(target, 5);
                else if (n == 1) {
                    self.system().stop(target);
                    self.ref().tell(9);
                } else {
                    stage.say(n);
                    // behind the watch message on its way
                    if (n == 9) for (int more : new int[] {8, 5, 2}) self.ref().tell(more);
                }
            }).mailbox(Mailbox.priority(Comparator.<Integer>naturalOrder())));
            watcher.tell(0);
            stage.settle();
            watcher.tell(1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("9 2 5 5 8");
        }
    }

    @Test
    @Tag("deque") // the order across actors
    void anOrderThatCannotPlaceItMakesItADeadLetter() {
        try (stage) {
            Comparator<Object> picky = (left, right) -> {
                if (left.equals("ended") || right.equals("ended")) throw new IllegalArgumentException("no place");
                return 0;
            };
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w",
                    Kind.HANDLER.puppet(stage).mailbox(Mailbox.priority(picky)));
            tell(watcher, self -> {
                self.watch(target, "ended");
                self.system().stop(target);
                self.ref().tell(to(again -> again.ref().tell("waits")));
            });
            assertThat(stage.failures).singleElement()
                    .satisfies(failure -> assertThat(failure.cause()).hasMessage("no place"));
            assertThat(stage.deadLetters).singleElement().satisfies(letter -> {
                assertThat(letter.message()).isEqualTo("ended");
                assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.UNDELIVERABLE);
            });
            watcher.tell("lives");
            stage.settle();
            assertThat(stage.said()).isEqualTo("waits lives");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isPassedOverByWhoSelects(Kind watched) {
        try (stage) {
            ActorRef<Object> target = puppet("t", watched);
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, self -> {
                self.watch(target, "ended");
                stage.say(self.receive(Integer.class));
                stage.say(self.receive(Integer.class, Duration.ZERO).isPresent());
                stage.say(self.receive("ended"::equals));
            });
            stage.settle();
            tell(target, HandlerContext::stop);
            assertThat(stage.said()).isEmpty();
            watcher.tell(1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 false ended");
        }
    }

    @Test
    void waitsBehindAStashThatIsTakenUpAgain() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.BODY);
            boolean[] open = {false};
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, (self, message) -> {
                if (message.equals("watch")) self.watch(target, "ended");
                else if (message.equals("open")) {
                    open[0] = true;
                    self.unstash();
                } else if (open[0]) stage.say(message);
                else self.stash(message);
            });
            for (Object message : new Object[] {"watch", 1, 2}) watcher.tell(message);
            stage.settle();
            stage.system.stop(target);
            stage.settle();
            watcher.tell(3);
            watcher.tell("open");
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 ended 3");
        }
    }
}
