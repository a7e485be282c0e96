package dev.troupe;

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

    /// Takes turns until nothing is ready, whoever waits.
    void turns() {
        while (system.step()) system.names();
    }

    /// Takes turns until so many actors and tasks wait for something.
    void turnsUntilWaiting(int many) {
        while (system.waits().stream().map(WaitFor::waiter).distinct().count() < many) system.step();
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

    /// An actor that notes its name and each message.
    ActorRef<Object> recorder(String name) {
        return system.spawn(name, Object.class, (self, message) -> say(name + message));
    }

    boolean lives(String name) {
        return system.names().contains(name);
    }

    static void eventually(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
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
