package dev.troupe.threads;

import static org.awaitility.Awaitility.await;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.Failure;
import dev.troupe.Scheduler;
import dev.troupe.threads.Kind.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A system under test on some scheduler, with everything it reports collected, and a name that no other has, so that its
/// threads are known by theirs.
final class Ensemble implements AutoCloseable {
    /// No test waits longer for what should come.
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Whether bodies have virtual threads of their own, so that the workers run handlers only.
    static final boolean BATON = "baton".equals(System.getProperty("troupe.test.engine"));

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final String name = "ensemble" + NUMBER.incrementAndGet();
    final ActorSystem system;
    final List<DeadLetter> deadLetters = Collections.synchronizedList(new ArrayList<>());
    final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    Ensemble(Scheduler scheduler) {
        this(scheduler, Duration.ofSeconds(3));
    }

    /// One whose close interrupts, near that limit, what doesn't end.
    Ensemble(Scheduler scheduler, Duration closeLimit) {
        system = ActorSystem.builder().name(name).scheduler(scheduler).closeLimit(closeLimit).build();
        system.onDeadLetter(deadLetters::add);
        system.onFailure(failures::add);
    }

    /// With that many workers; none is the deque.
    static Ensemble on(int workers) {
        return new Ensemble(workers == 0 ? Scheduler.deque() : Scheduler.parallel(workers));
    }

    /// An actor that does what it is told.
    ActorRef<Order> puppet(String actor, Kind kind) {
        return system.spawn(actor, kind.puppet());
    }

    /// Returns when nothing is left to do.
    void settle() {
        if (!system.run(PATIENCE)) throw new AssertionError("not quiet: " + system.waits() + ", said: " + said());
    }

    /// Runs until it holds, though there may be more to do then.
    void settleUntil(BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos())
                throw new AssertionError("did not come: " + system.waits() + ", said: " + said());
            system.run(Duration.ofMillis(1));
        }
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

    /// The system's live platform threads, by name.
    List<Thread> threads() {
        return threads("");
    }

    /// Those called after a pool, without the one that looks after its workers.
    List<Thread> threads(String pool) {
        return Thread.getAllStackTraces().keySet().stream().filter(one -> one.getName().startsWith(name + "-" + pool))
                .filter(one -> pool.isEmpty() || !one.getName().endsWith("-relief"))
                .filter(one -> one.isAlive() && one != Thread.currentThread()).toList();
    }

    /// Waits, in an actor or outside, for what others must do meanwhile.
    static void comes(CountDownLatch event) throws InterruptedException {
        if (!event.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("did not come, still missing: " + event.getCount());
    }

    static void eventually(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(condition);
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
