package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A system under test, with everything it reports collected.
///
/// Tests drive it by [#settle()] only, so that the same tests can run on schedulers with threads of their own.
final class Stage implements AutoCloseable {
    /// What systems have whose test asks for nothing else.
    static final Scheduler SCHEDULER = Scheduler.of(System.getProperty("troupe.scheduler", "deque"));
    /// Whether that has one order for all.
    static final boolean ON_DEQUE = SCHEDULER.kind() == Scheduler.Kind.DEQUE;
    /// No test waits longer for what should come.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final ActorSystem system;
    final List<DeadLetter> deadLetters = Collections.synchronizedList(new ArrayList<>());
    final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    Stage() {
        this(settings -> {});
    }

    Stage(Consumer<ActorSystemBuilder> settings) {
        ActorSystemBuilder builder = ActorSystem.builder();
        settings.accept(builder);
        system = builder.build();
        system.onDeadLetter(deadLetters::add);
        system.onFailure(failures::add);
    }

    /// A stage whose close may take that long.
    static Stage closedWithin(Duration limit) {
        return new Stage(settings -> settings.closeLimit(limit));
    }

    /// Returns when all that was sent has been processed and nobody sleeps any more.
    void settle() {
        system.run();
    }

    /// Drives until it holds, though there may be more to do then.
    void settleUntil(BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) throw new AssertionError("said: " + said());
            system.run(Duration.ofMillis(1));
        }
    }

    /// Until somebody waits.
    void untilSomebodyWaits() {
        settleUntil(() -> !system.waits().isEmpty());
    }

    /// Takes turns until nothing is ready, whoever waits.
    void turns() {
        if (ON_DEQUE) while (system.step()) system.names();
        else {
            system.run(Duration.ofMillis(1));
            settleUntil(() -> Lull.in(system));
        }
    }

    /// The same, and until it holds, as it does on the deque by then.
    void turnsUntil(BooleanSupplier holds) {
        turns();
        if (!ON_DEQUE) settleUntil(holds);
    }

    /// Takes turns until so many actors and tasks wait for something.
    void turnsUntilWaiting(int many) {
        while (system.waits().stream().map(WaitFor::waiter).distinct().count() < many) {
            if (ON_DEQUE) system.step();
            else system.run(Duration.ofMillis(1));
        }
    }

    /// Goes on when another waits for somebody. On the deque it does already where that one was spawned before.
    void afterWaitOf(String name, TaskContext self) {
        while (system.waits().stream().noneMatch(wait -> wait.waiter().equals(name)
                && wait.target() != null))
            self.yield();
    }

    /// Drives until an actor has ended, whatever others wait for.
    void driveToTheEndOf(String name) {
        while (lives(name)) system.run(Duration.ofMillis(5));
    }

    /// Notes something that happened.
    void say(Object what) {
        said.add(String.valueOf(what));
    }

    /// All that was noted so far, in order.
    String said() {
        synchronized (said) {
            return String.join(" ", said);
        }
    }

    /// What was noted is that: in this order on the deque, in any where several threads note.
    void assertSaid(String inOrder) {
        if (ON_DEQUE) assertThat(said()).isEqualTo(inOrder);
        else assertThat(said().split(" ")).containsExactlyInAnyOrder(inOrder.split(" "));
    }

    /// What was noted are these groups, one behind the other; within each, as [#assertSaid(String)] says.
    void assertSaidInGroups(String... groups) {
        if (ON_DEQUE) {
            assertSaid(String.join(" ", groups));
            return;
        }
        List<String> left = List.of(said().split(" ", -1));
        for (String group : groups) {
            String[] words = group.split(" ", -1);
            assertThat(left.subList(0, Math.min(words.length, left.size()))).as(said())
                    .containsExactlyInAnyOrder(words);
            left = left.subList(words.length, left.size());
        }
        assertThat(left).as(said()).isEmpty();
    }

    /// The same, in time: a close whose limit is over may be back before all have been unwound, where that takes other threads.
    void assertSaidInTheEnd(String inOrder) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertSaid(inOrder));
    }

    /// An actor that notes its name and each message.
    ActorRef<Object> recorder(String name) {
        return system.spawn(name, Object.class, (self, message) -> say(name + message));
    }

    boolean lives(String name) {
        return system.names().contains(name);
    }

    static void eventually(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(condition);
    }

    /// Closes the system in the midst of a test.
    void end() {
        system.close();
    }

    @Override
    public void close() {
        system.close();
    }
}
