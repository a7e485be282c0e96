package dev.troupe.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.DeadlockException;
import dev.troupe.Failure;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.Task;
import dev.troupe.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Invariant 7 where waits begin at the same moment on different threads: whoever closes the circle, it is found, and named;
/// nobody hangs; and what is no circle isn't taken for one.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
@Tag("threads")
class ParallelCircleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> circles = Collections.synchronizedList(new ArrayList<>());

    private static int ask(TaskContext self, String name) {
        return self.<Integer>ask(name, Asked::new, HOUR);
    }

    /// All the ways to write a ring, from whichever of its members.
    private static List<String> rotations(List<String> names, String how, String after) {
        List<String> all = new ArrayList<>();
        for (int first = 0; first < names.size(); first++) {
            List<String> parts = new ArrayList<>();
            for (int n = 0; n < names.size(); n++)
                parts.add(names.get((first + n) % names.size()) + how + names.get((first + n + 1) % names.size())
                        + (n < names.size() - 1 ? after : ""));
            all.add(String.join(", ", parts));
        }
        return all;
    }

    private static int rounds(int size) {
        return (Ensemble.BATON ? 20 : 200) / size;
    }

    private void assertOneCircle(List<String> texts) {
        assertThat(circles).isNotEmpty().isSubsetOf(texts);
        circles.clear();
    }

    /// Each asks the next when all are there; who is told of the circle goes on, answers, and so releases the one before.
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 2", "2, 3", "2, 4", "2, 8", "8, 2", "8, 3", "8, 5", "8, 8"})
    void ofAsks(int workers, int size) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (int round = 0; round < rounds(size); round++) {
                Rendezvous all = new Rendezvous(workers < 2 ? 1 : Math.min(workers, size));
                List<String> names = new ArrayList<>();
                for (int n = 0; n < size; n++) names.add("r" + round + "-" + n);
                CompletableFuture<Integer> spawned = new CompletableFuture<>();
                for (int n = 0; n < size; n++) {
                    String next = names.get((n + 1) % size);
                    ensemble.system.spawn(names.get(n), Asked.class, (ActorContext<Asked> self) -> {
                        self.await(spawned);
                        all.meet();
                        int behind = 0;
                        try {
                            behind = ask(self, next);
                        } catch (DeadlockException circle) {
                            assertThat(circle.target()).isEqualTo(next);
                            circles.add(circle.getMessage());
                        }
                        self.receive().to().tell(behind + 1);
                    });
                }
                spawned.complete(0);
                ensemble.settle();
                // whose question was refused never sent it: the next one receives for ever, and nobody asks any more
                assertThat(ensemble.system.names()).hasSizeLessThanOrEqualTo(circles.size());
                assertThat(ensemble.system.waits()).allMatch(wait -> wait.target() == null);
                names.forEach(name -> ensemble.system.find(name, Asked.class).ifPresent(ensemble.system::stop));
                ensemble.settle();
                assertThat(ensemble.failures).isEmpty();
                assertOneCircle(rotations(names, " asks ", ""));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 2", "2, 3", "8, 4", "8, 8"})
    void ofTasksThatAwaitEachOther(int workers, int size) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (int round = 0; round < rounds(size); round++) {
                Rendezvous there = new Rendezvous(workers < 2 ? 1 : Math.min(workers, size));
                CompletableFuture<Integer> started = new CompletableFuture<>();
                List<Task<Integer>> all = new CopyOnWriteArrayList<>();
                for (int n = 0; n < size; n++) {
                    int next = (n + 1) % size;
                    all.add(ensemble.system.start(self -> {
                        self.await(started);
                        there.meet();
                        try {
                            return self.await(all.get(next)) + 1;
                        } catch (DeadlockException circle) {
                            circles.add(circle.getMessage());
                            return 1;
                        }
                    }));
                }
                started.complete(0);
                ensemble.settle();
                assertThat(all).allMatch(Task::isDone);
                assertOneCircle(rotations(all.stream().map(Task::name).toList(), " awaits ", ""));
            }
        }
    }

    /// Each fills its own mailbox and then sends to the next one.
    @ParameterizedTest
    @CsvSource({"0, 2", "2, 2", "2, 3", "8, 4", "8, 8"})
    void ofFullMailboxes(int workers, int size) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (int round = 0; round < rounds(size); round++) {
                Rendezvous all = new Rendezvous(workers < 2 ? 1 : Math.min(workers, size));
                List<String> names = new ArrayList<>();
                for (int n = 0; n < size; n++) names.add("r" + round + "-" + n);
                CompletableFuture<Integer> spawned = new CompletableFuture<>();
                AtomicInteger received = new AtomicInteger();
                for (int n = 0; n < size; n++) {
                    String next = names.get((n + 1) % size);
                    ensemble.system.spawn(names.get(n), Props.<Integer>of(Integer.class,
                            (ActorContext<Integer> self) -> {
                                self.ref().tell(0);
                                self.await(spawned);
                                all.meet();
                                try {
                                    self.tell(next, 1);
                                } catch (DeadlockException circle) {
                                    circles.add(circle.getMessage());
                                }
                                while (true) received.addAndGet(self.receive());
                            }).mailbox(Mailbox.bounded(1)));
                }
                ensemble.settleUntil(() -> ensemble.system.waits().size() >= size);
                spawned.complete(0);
                ensemble.settle();
                assertThat(received.get() + circles.size()).isEqualTo(size);
                assertOneCircle(rotations(names, " sends to ", " (mailbox full 1/1)"));
                names.forEach(name -> ensemble.system.find(name, Integer.class).ifPresent(ensemble.system::stop));
                ensemble.settle();
                assertThat(ensemble.failures).isEmpty();
            }
        }
    }

    /// One waits for room with the other, which asks it.
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8})
    void ofAnAskAndAFullMailbox(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (int round = 0; round < rounds(2); round++) {
                Rendezvous both = new Rendezvous(workers < 2 ? 1 : 2);
                String a = "a" + round;
                String b = "b" + round;
                ensemble.system.spawn(b, Props.<Object>of(Object.class, (ActorContext<Object> self) -> {
                    self.ref().tell(0);
                    self.receive("go"::equals);
                    self.ref().tell(1);
                    both.meet();
                    try {
                        self.<Object>ask(a, to -> to, HOUR);
                    } catch (DeadlockException circle) {
                        circles.add(circle.getMessage());
                    }
                    while (true) self.receive();
                }).mailbox(Mailbox.bounded(2)));
                ensemble.settle();
                ActorRef<Object> other = ensemble.system.spawn(a, Object.class, (ActorContext<Object> self) -> {
                    self.receive();
                    both.meet();
                    try {
                        self.tell(b, 2);
                        self.tell(b, 3);
                    } catch (DeadlockException circle) {
                        circles.add(circle.getMessage());
                    }
                    while (true) if (self.receive() instanceof ActorRef<?> to) tellAnswer(to);
                });
                ensemble.system.tell(b, "go");
                other.tell("go");
                ensemble.settle();
                assertOneCircle(List.of(a + " sends to " + b + " (mailbox full 2/2), " + b + " asks " + a,
                        b + " asks " + a + ", " + a + " sends to " + b));
                for (String name : List.of(a, b))
                    ensemble.system.find(name, Object.class).ifPresent(ensemble.system::stop);
                ensemble.settle();
                assertThat(ensemble.failures).isEmpty();
            }
        }
    }

    @SuppressWarnings("unchecked") // whoever asks here takes anything
    private static void tellAnswer(ActorRef<?> to) {
        ((ActorRef<Object>) to).tell("answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void thatNobodyCatchesIsThrownByRun(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            Rendezvous both = new Rendezvous(workers < 2 ? 1 : 2);
            CompletableFuture<Integer> spawned = new CompletableFuture<>();
            for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}})
                ensemble.system.spawn(pair[0], Asked.class, (ActorContext<Asked> self) -> {
                    self.await(spawned);
                    both.meet();
                    ask(self, pair[1]);
                });
            spawned.complete(0);
            assertThatThrownBy(ensemble.system::run).isInstanceOf(DeadlockException.class)
                    .satisfies(
                            circle -> assertThat(circle.getMessage()).isIn("a asks b, b asks a", "b asks a, a asks b"));
            ensemble.settle();
            assertThat(ensemble.system.names()).isEmpty();
            assertThat(ensemble.failures).extracting(Failure::cause)
                    .hasAtLeastOneElementOfType(DeadlockException.class);
        }
    }

    /// Two ask each other in turn: when the answer is there, the one that got it doesn't wait any more, though it may not have
    /// run yet.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void isNoneWhenTheOtherHasBeenAnswered(int workers) {
        int turns = Ensemble.BATON ? 500 : 10_000;
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}})
                ensemble.system.spawn(pair[0], Asked.class, (ActorContext<Asked> self) -> {
                    for (int n = 0; n < turns; n++) {
                        if (pair[0].equals("b") || n > 0) self.receive().to().tell(n);
                        assertThat(ask(self, pair[1])).isLessThanOrEqualTo(turns);
                    }
                    self.receive().to().tell(turns);
                });
            ensemble.settleUntil(() -> !ensemble.failures.isEmpty() || ensemble.system.names().size() < 2);
            assertThat(ensemble.failures.stream().filter(one -> one.cause() instanceof DeadlockException)).isEmpty();
        }
    }

    /// Many ask two in the middle, which ask one at the bottom: diamonds, no circle.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void isNoneInManyDiamonds(int workers) {
        int questions = Ensemble.BATON ? 20 : 300;
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ensemble.system.spawn("bottom", Asked.class, (self, question) -> question.to().tell(1));
            for (String middle : new String[] {"left", "right"})
                ensemble.system.spawn(middle, Kind.BODY.props(Asked.class, (self, question) -> question.to()
                        .tell(ask((TaskContext) self, "bottom"))));
            AtomicInteger sum = new AtomicInteger();
            for (int n = 0; n < 8; n++) ensemble.system.launch(self -> {
                for (int q = 0; q < questions; q++) {
                    Task<Integer> left = self.start(task -> ask(task, "left"));
                    sum.addAndGet(ask(self, "right") + self.await(left));
                }
            });
            ensemble.settle();
            assertThat(ensemble.failures).isEmpty();
            assertThat(sum.get()).isEqualTo(8 * questions * 2);
        }
    }
}
