package dev.troupe;

import static dev.troupe.Kind.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Kind.Order;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A watch taken away or replaced before its message, while that is on its way, and while it waits: once or not at all, as
/// invariant 8 says. And nothing is kept for a watcher that has gone. S11.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchRaceTest {
    private final Stage stage = new Stage();

    private ActorRef<Object> puppet(String name, Kind kind) {
        return stage.system.spawn(name, kind.puppet(stage));
    }

    private void tell(ActorRef<Object> puppet, Order order) {
        puppet.tell(order);
        stage.settle();
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("classpath")
    void unwatchedBeforeTheEnd(Kind watching, Kind watched) {
        try (stage) {
            ActorRef<Object> target = puppet("t", watched);
            ActorRef<Object> watcher = puppet("w", watching);
            tell(watcher, self -> self.watch(target, "ended"));
            tell(watcher, self -> self.unwatch(target));
            tell(watcher, self -> self.unwatch(target));
            tell(target, HandlerContext::stop);
            tell(watcher, self -> self.unwatch(target));
            assertThat(stage.said()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void unwatchedInTheSameTurn(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet("t", kind);
            tell(puppet("w", kind), self -> {
                self.watch(target, "ended");
                self.system().stop(target);
                self.unwatch(target);
            });
            assertThat(stage.said()).isEmpty();
            assertThat(stage.lives("t")).isFalse();
        }
    }

    /// The target ends right behind the watcher's turn; what it sends back is behind the order to unwatch.
    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("deque") // the target ends within a known number of turns
    void unwatchedWhileItIsOnItsWay(Kind watching, Kind watched) {
        try (stage) {
            ActorRef<Object> target = puppet("t", watched);
            ActorRef<Object> watcher = puppet("w", watching);
            tell(watcher, self -> self.watch(target, "ended"));
            tell(watcher, self -> {
                self.system().stop(target);
                self.ref().tell(to(again -> {
                    stage.say(again.system().names().contains("t"));
                    again.unwatch(target);
                }));
            });
            assertThat(stage.said()).isEqualTo("false");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    @Tag("deque") // the target ends within a known number of turns
    void watchedAgainWhileItIsOnItsWay(Kind watching, Kind watched) {
        try (stage) {
            ActorRef<Object> target = puppet("t", watched);
            ActorRef<Object> watcher = puppet("w", watching);
            for (boolean unwatch : new boolean[] {true, false}) {
                tell(watcher, self -> self.watch(target, "first"));
                tell(watcher, self -> {
                    self.system().stop(target);
                    self.ref().tell(to(again -> {
                        if (unwatch) again.unwatch(target);
                        again.watch(target, "second");
                    }));
                });
            }
            assertThat(stage.said()).isIn("second first second", "second second");
        }
    }

    @Test
    void unwatchedWhileItWaitsInABodysMailbox() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, self -> {
                self.watch(target, "ended");
                self.receive("go"::equals);
                self.unwatch(target);
                while (true) stage.say(self.receive());
            });
            watcher.tell(1);
            stage.settle();
            tell(target, HandlerContext::stop);
            for (Object message : new Object[] {2, "go"}) watcher.tell(message);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void watchedAgainWhileItWaitsInABodysMailbox() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, self -> {
                self.watch(target, "first");
                self.receive("go"::equals);
                self.watch(target, "second");
                while (true) stage.say(self.receive());
            });
            stage.settle();
            tell(target, HandlerContext::stop);
            for (Object message : new Object[] {1, "go", 2}) watcher.tell(message);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 second");
        }
    }

    @Test
    void unwatchedWhileItWaitsBehindWhatAHandlerTakesUpAgain() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = puppet("w", Kind.HANDLER);
            tell(watcher, self -> self.watch(target, "ended"));
            tell(watcher, self -> {
                for (Object aside : new Object[] {"a", to(again -> again.unwatch(target)), "b"}) self.stash(aside);
                self.unstash();
                self.system().stop(target);
            });
            assertThat(stage.said()).isEqualTo("a b");
        }
    }

    /// It stands in a queue with the others, behind them.
    @Tag("deque") // across actors, the order is the deque's
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unwatchedWhileItWaitsInAQueue(boolean ordered) {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            Mailbox<Object> mailbox = ordered
                    ? Mailbox.priority(Comparator.comparing("ended"::equals))
                    : Mailbox.bounded(9, Mailbox.WhenFull.DROP_OLDEST);
            ActorRef<Object> watcher = stage.system.spawn("w", Kind.HANDLER.puppet(stage).mailbox(mailbox));
            tell(watcher, self -> self.watch(target, "ended"));
            tell(watcher, self -> {
                self.system().stop(target);
                self.ref().tell(to(next -> next.ref().tell(to(last -> last.unwatch(target)))));
            });
            assertThat(stage.said()).isEmpty();
            watcher.tell("more");
            stage.settle();
            assertThat(stage.said()).isEqualTo("more");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void unwatchedByThePredicateThatLooksAtIt() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, self -> {
                self.watch(target, "ended");
                self.receive("go"::equals);
                stage.say(self.receive(message -> {
                    if (message.equals("ended")) self.unwatch(target);
                    return true;
                }));
                stage.say(self.receive());
            });
            stage.settle();
            tell(target, HandlerContext::stop);
            watcher.tell("go");
            stage.settle();
            assertThat(stage.said()).isEmpty();
            for (int i = 1; i <= 2; i++) watcher.tell(i);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void oneTakenAlreadyIsNotTakenBack() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, self -> {
                self.watch(target, "ended");
                stage.say(self.receive());
                self.watch(target, "ended");
                stage.say(self.receive());
                self.unwatch(target);
                stage.say(self.receive());
            });
            stage.settle();
            tell(target, HandlerContext::stop);
            watcher.tell("ended");
            stage.settle();
            assertThat(stage.said()).isEqualTo("ended ended ended");
        }
    }

    /// A target keeps nothing of a watcher that has ended: by hand, by a crash, before the watch has come to it.
    @ParameterizedTest
    @MethodSource("dev.troupe.Kind#pairs")
    void aWatcherThatHasEndedIsNotKept(Kind watching, Kind watched) throws InterruptedException {
        try (stage) {
            ActorRef<Object> target = puppet("t", watched);
            List<WeakReference<Object>> gone = new ArrayList<>();
            for (int i = 0; i < 4; i++) gone.add(goneWatcher(target, watching, i));
            // what a turn or a settled run may still have in hand
            for (int i = 0; i < 20; i++) stage.recorder("other" + i).tell(i);
            stage.settle();
            gone.forEach(WatchRaceTest::isCollected);
            tell(target, HandlerContext::stop);
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    /// Nor does a watcher keep what it was told of.
    @ParameterizedTest
    @EnumSource
    void anEndThatWasToldIsNotKept(Kind kind) {
        try (stage) {
            ActorRef<Object> watcher = puppet("w", kind);
            WeakReference<Object> gone = toldEnd(watcher, kind);
            for (int i = 0; i < 20; i++) stage.recorder("other" + i).tell(i);
            tell(watcher, self -> stage.say("next"));
            isCollected(gone);
            assertThat(stage.lives("w")).isTrue();
        }
    }

    private static void isCollected(WeakReference<Object> gone) {
        Stage.eventually(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private WeakReference<Object> toldEnd(ActorRef<Object> watcher, Kind kind) {
        Object held = new Object();
        ActorRef<Object> target = puppet("t", kind);
        tell(watcher, self -> self.watch(target, reason -> "ended" + (held == reason)));
        tell(target, HandlerContext::stop);
        assertThat(stage.said()).isEqualTo("endedfalse");
        return new WeakReference<>(held);
    }

    private WeakReference<Object> goneWatcher(ActorRef<Object> target, Kind kind, int how) {
        Object held = new Object();
        ActorRef<Object> watcher = puppet("w" + how, kind);
        Order watch = self -> self.watch(target, reason -> held);
        switch (how) {
            case 0 -> {
                tell(watcher, watch);
                stage.system.stop(watcher);
            }
            case 1 -> {
                watcher.tell(watch);
                watcher.tell(to(HandlerContext::stop));
            }
            case 2 -> tell(watcher, self -> {
                watch.run(self);
                throw new IllegalStateException("crash");
            });
            default -> {
                tell(watcher, watch);
                tell(watcher, self -> self.unwatch(target));
                tell(watcher, HandlerContext::stop);
            }
        }
        stage.settle();
        stage.failures.clear();
        return new WeakReference<>(held);
    }

    /// Ends from other threads, while a watcher watches, unwatches and watches again: each is told of once.
    @ParameterizedTest
    @EnumSource
    void endsFromOtherThreads(Kind kind) throws InterruptedException {
        try (stage) {
            int rounds = 300;
            AtomicInteger told = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(rounds);
            stage.system.drive();
            ActorRef<Object> watcher = stage.system.spawn("w", kind.props((self, message) -> {
                if (message instanceof Order order) order.run(self);
                else if (message.equals("kept")) {
                    told.incrementAndGet();
                    all.countDown();
                } else wrong.incrementAndGet();
            }));
            for (int i = 0; i < rounds; i++) {
                ActorRef<Object> target = puppet("t" + i, kind);
                watcher.tell(to(self -> self.watch(target, "lost")));
                Thread ends = Thread.ofPlatform().start(() -> stage.system.stop(target));
                boolean unwatch = i % 2 == 0;
                watcher.tell(to(self -> {
                    if (unwatch) self.unwatch(target);
                    self.watch(target, reason -> "kept");
                }));
                ends.join();
            }
            assertThat(all.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            stage.end();
            assertThat(told.get()).isEqualTo(rounds);
            // the first watch may have been told of before it was replaced
            assertThat(wrong.get()).isLessThanOrEqualTo(rounds);
        }
    }

    @Test
    void aStoppedWatcherHearsNothing() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.BODY);
            ActorRef<Object> watcher = stage.system.spawn("w", Object.class, self -> {
                self.watch(target, "ended");
                try {
                    self.receive();
                } finally {
                    self.system().stop(target);
                    self.yield();
                    self.yield();
                    stage.say(self.children().size());
                }
            });
            stage.settle();
            stage.system.stop(watcher);
            stage.settle();
            assertThat(stage.said()).isEqualTo("0");
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void nothingIsToldTwiceAcrossTheWatchersRestart() {
        try (stage) {
            ActorRef<Object> target = puppet("t", Kind.HANDLER);
            ActorRef<Object> watcher = stage.system.spawn("w", Props.<Object>of(Object.class, self -> {
                self.watch(target, "ended");
                while (true) {
                    Object message = self.receive();
                    stage.say(message);
                    if (message.equals("crash")) throw new IllegalStateException("crash");
                }
            }).restart(RestartPolicy.unlimited()));
            stage.settle();
            watcher.tell("crash");
            stage.settle();
            tell(target, HandlerContext::stop);
            // the body watches again at each start: that is told, and no other
            watcher.tell("crash");
            stage.settle();
            assertThat(stage.said()).isEqualTo("crash ended crash ended");
        }
    }
}
