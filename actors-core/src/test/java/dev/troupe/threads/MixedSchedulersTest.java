package dev.troupe.threads;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.SendResult;
import dev.troupe.threads.Kind.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Actors of one system on different schedulers, each kind with each: what passes between two of them. Invariants 2, 3, 4
/// and 8.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class MixedSchedulersTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Mixture mixture = new Mixture();
    private final Ensemble ensemble = new Ensemble(Scheduler.deque());

    private <M> ActorRef<M> spawn(String name, Scheduler.Kind on, Props<M> props) {
        return ensemble.system.spawn(name, props.scheduler(mixture.of(on)));
    }

    private static Props<Asked> answers(Kind kind, int answer) {
        return kind.props(Asked.class, (_, question) -> question.to().tell(answer));
    }

    /// One body asks a handler and a body many times, and so does another the other way round, at the same time.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void asksAreAnswered(Scheduler.Kind asking, Scheduler.Kind asked) {
        try (ensemble) {
            for (boolean thisWay : new boolean[] {true, false}) {
                Scheduler.Kind there = thisWay ? asked : asking;
                ActorRef<Asked> handler = spawn("handler" + thisWay, there, answers(Kind.HANDLER, 1));
                ActorRef<Asked> body = spawn("body" + thisWay, there, answers(Kind.BODY, 100));
                spawn("asker" + thisWay, thisWay ? asking : asked,
                        Props.of(Integer.class, (ActorContext<Integer> self) -> {
                            int sum = 0;
                            for (int n = 0; n < 50; n++) {
                                sum += self.<Asked, Integer>ask(handler, Asked::new, HOUR);
                                sum += self.<Asked, Integer>ask(body, Asked::new, HOUR);
                            }
                            ensemble.say(sum);
                        }));
            }
            ensemble.settle();
            assertThat(ensemble.said()).isEqualTo("5050 5050");
            assertThat(ensemble.deadLetters).isEmpty();
        }
    }

    /// A handler asks, and gets the outcome as a message; an ask from outside.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void asksOfHandlersAndFromOutsideAreAnswered(Scheduler.Kind asking, Scheduler.Kind asked) {
        try (ensemble) {
            ActorRef<Asked> target = spawn("t", asked, answers(Kind.BODY, 7));
            spawn("h", asking, Props.<Object>of(Object.class, (self, message) -> {
                if (message.equals("go"))
                    self.<Asked, Integer>ask(target, Asked::new, HOUR, (answer, _) -> "answer" + answer);
                else
                    ensemble.say(message);
            })).tell("go");
            CompletableFuture<Integer> outside = ensemble.system.<Asked, Integer>ask(target, Asked::new, HOUR)
                    .toCompletableFuture();
            ensemble.settle();
            assertThat(ensemble.said()).isEqualTo("answer7");
            assertThat(outside).isCompletedWithValue(7);
        }
    }

    /// Two senders, a body and a handler: each one's messages come in its order, all of them.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void eachSendersMessagesKeepTheirOrder(Scheduler.Kind sending, Scheduler.Kind receiving) {
        try (ensemble) {
            int many = 2_000;
            for (Kind kind : Kind.values()) {
                int[] last = {-1, -1};
                ActorRef<int[]> to = spawn("to" + kind, receiving, kind.props(int[].class, (_, message) -> {
                    if (message[1] != last[message[0]] + 1)
                        ensemble.say("after " + last[message[0]] + " came " + message[1]);
                    last[message[0]] = message[1];
                    if (message[1] == many - 1) ensemble.say("all");
                }));
                for (int sender = 0; sender < 2; sender++) {
                    int me = sender;
                    spawn("from" + kind + me, sending, Kind.alternately(me).props(Integer.class, (self, n) -> {
                        to.tell(new int[] {me, n});
                        if (n + 1 < many) self.ref().tell(n + 1);
                    })).tell(0);
                }
            }
            ensemble.settle();
            assertThat(ensemble.said()).isEqualTo("all all all all");
        }
    }

    /// The end is told behind everything the one that ended ever sent, once.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void theEndIsToldBehindTheLastMessage(Scheduler.Kind watching, Scheduler.Kind watched) {
        try (ensemble) {
            for (Kind kind : Kind.values()) for (boolean crash : new boolean[] {false, true}) {
                List<Object> heard = new ArrayList<>();
                String suffix = kind + "" + crash;
                ActorRef<Order> target = spawn("t" + suffix, watched, kind.puppet());
                ActorRef<Object> watcher = spawn("w" + suffix, watching, kind.props(Object.class, (self, message) -> {
                    if (message.equals("watch")) {
                        self.watch(target, "ended");
                        target.tell(talks(self.ref(), crash));
                    } else heard.add(message);
                }));
                watcher.tell("watch");
                ensemble.settle();
                assertThat(heard).hasSize(301).endsWith("ended").containsOnlyOnce("ended");
                assertThat(heard.subList(0, 300)).isEqualTo(IntStream.range(0, 300).boxed().toList());
            }
        }
    }

    private static Order talks(ActorRef<Object> listener, boolean crash) {
        return self -> {
            for (int n = 0; n < 300; n++) listener.tell(n);
            if (crash) throw new IllegalStateException("crash");
            self.stop();
        };
    }

    /// Senders that come one after the other wait for room, and are let in in the order in which they came.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void sendersThatWaitForRoomAreLetInInOrder(Scheduler.Kind sending, Scheduler.Kind receiving) {
        try (ensemble) {
            CompletableFuture<Integer> gate = new CompletableFuture<>();
            ActorRef<Integer> to = spawn("to", receiving, Props.<Integer>of(Integer.class,
                    (ActorContext<Integer> self) -> {
                        self.await(gate);
                        for (int n = 0; n < 6; n++) ensemble.say(self.receive());
                    }).mailbox(Mailbox.bounded(1)));
            assertThat(to.tell(0)).isEqualTo(SendResult.ACCEPTED);
            for (int n = 1; n <= 5; n++) {
                int me = n;
                spawn("s" + n, sending, Props.of(Integer.class, (ActorContext<Integer> _) -> {
                    SendResult result = to.tell(me);
                    if (result != SendResult.ACCEPTED) ensemble.say(result);
                }));
                ensemble.settleUntil(() -> waiters().contains("s" + me));
            }
            gate.complete(1);
            ensemble.settle();
            assertThat(ensemble.said()).isEqualTo("0 1 2 3 4 5");
            assertThat(ensemble.system.names()).isEmpty();
        }
    }

    private String waiters() {
        return ensemble.system.waits().stream().filter(wait -> "to".equals(wait.target())).map(Object::toString)
                .collect(joining(", "));
    }

    /// Four bodies and a mailbox with little room: each one's messages in its order, none refused.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void throughAFullMailboxNothingIsLost(Scheduler.Kind sending, Scheduler.Kind receiving) {
        int many = Ensemble.BATON ? 50 : 500;
        try (ensemble) {
            for (Kind kind : Kind.values()) {
                int[] next = new int[4];
                ActorRef<int[]> to = spawn("to" + kind, receiving, kind.props(int[].class, (_, message) -> {
                    if (next[message[0]]++ != message[1]) ensemble.say("not in order: " + message[1]);
                }).mailbox(Mailbox.bounded(2)));
                for (int sender = 0; sender < 4; sender++) {
                    int me = sender;
                    spawn("s" + kind + me, sending, Props.of(Integer.class, (ActorContext<Integer> _) -> {
                        for (int n = 0; n < many; n++)
                            if (to.tell(new int[] {me, n}) != SendResult.ACCEPTED) ensemble.say("refused");
                    }));
                }
                ensemble.settle();
                assertThat(ensemble.said()).isEmpty();
                assertThat(next).containsExactly(many, many, many, many);
            }
        }
    }
}
