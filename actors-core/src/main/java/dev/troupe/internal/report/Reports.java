package dev.troupe.internal.report;

import dev.troupe.internal.log.Log;
import dev.troupe.ActorRef;
import dev.troupe.DeadLetter;
import dev.troupe.Envelope;
import dev.troupe.Failure;
import dev.troupe.LifecycleListener;
import dev.troupe.ShutdownPhase;
import dev.troupe.SystemSnapshot;
import dev.troupe.offload.Submission;
import dev.troupe.spi.DeadLetterEntry;
import dev.troupe.spi.Event;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.Probe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One system's events for people: dead letters, failures, actors that come and go. Any thread may call it.
///
/// Dead letters can come by the million, so the log gets the first few each and then one record whenever their number has
/// doubled; the class is named, the message isn't, for it may hold what must not be logged.
public final class Reports {
    private static final int LOGGED_SINGLY = 10;

    /// Listeners for dead letters.
    public final Listeners<Consumer<? super DeadLetter>> deadLetters = new Listeners<>();
    /// Listeners for failures.
    public final Listeners<Consumer<? super Failure>> failures = new Listeners<>();
    /// Listeners for actors that come and go.
    public final Listeners<LifecycleListener> lifecycle = new Listeners<>();

    /// Those who are told of what is rare, and of sampled times.
    public final Listeners<Probe> probes = new Listeners<>();

    /// Counts.
    public final Tallies tallies = new Tallies();

    private final String system;
    private final InstantSource clock;
    private final AtomicLong dead = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final LastFailures last = new LastFailures();
    private final LastLetters letters = new LastLetters();

    /// For the system of that name.
    public Reports(String system) {
        this(system, InstantSource.system());
    }

    /// The same with another clock.
    public Reports(String system, InstantSource clock) {
        this.system = system;
        this.clock = clock;
    }

    /// The system's name.
    public String system() {
        return system;
    }

    /// An actor starts anew.
    public void restarted() {
        restarts.incrementAndGet();
    }

    /// A message nobody will process.
    public void deadLetter(String recipient, Object message, DeadLetter.Reason reason) {
        long count = dead.incrementAndGet();
        tallies.deadLetter(reason);
        if (!deadLetters.isEmpty() || !probes.isEmpty()) {
            DeadLetter letter = new DeadLetter(recipient, message, reason);
            show(letter);
            if (deadLetters.isEmpty()) {
                log(count, letter);
                return;
            }
            deadLetters.tell(listener -> listener.accept(letter));
            return;
        }
        if (isLogged(count)) log(count, new DeadLetter(recipient, message, reason));
    }

    private static boolean isLogged(long count) {
        return count <= LOGGED_SINGLY || (count & count - 1) == 0;
    }

    private void log(long count, DeadLetter letter) {
        if (!isLogged(count)) return;
        if (count <= LOGGED_SINGLY)
            Log.logger().warn("dead letter: system={}, to={}, class={}, reason={}", system, letter.recipient(),
                    letter.message().getClass().getName(), letter.reason());
        else
            Log.logger().warn("dead letters: system={}, so far={}, last to={}, reason={}", system, count,
                    letter.recipient(), letter.reason());
    }

    private void show(DeadLetter letter) {
        if (probes.isEmpty()) return;
        DeadLetterEntry entry = Entries.of(letter, clock.millis());
        letters.add(entry);
        happened(() -> new Event.DeadLettered(entry));
    }

    /// Tells the probes, if there are any.
    public void happened(Supplier<Event> event) {
        if (probes.isEmpty()) return;
        Event made = event.get();
        probes.tell(probe -> probe.happened(made));
    }

    /// The last dead letters, while somebody listens. One that comes as the last of them leaves is nobody's.
    public List<DeadLetterEntry> lastLetters() {
        return probes.isEmpty() ? List.of() : letters.entries();
    }

    /// What was thrown in few words, for whoever polls: a user's own exception may throw when it is asked.
    public static String inWords(Throwable thrown) {
        return Entries.inWords(thrown);
    }

    /// Nobody watches any more.
    public void forgetLetters() {
        letters.clear();
    }

    /// The last failures.
    public List<FailureEntry> lastFailures() {
        return last.entries();
    }

    /// The same, as they were reported.
    public List<Failure> failed() {
        return last.failures();
    }

    /// The result of offloaded work that nobody waits for any more.
    ///
    /// @param waited who did
    public void lateResult(String waited, @Nullable Object result) {
        if (result != null) deadLetter(waited, result, DeadLetter.Reason.LATE_RESULT);
    }

    /// Nobody waits for work any more: it is cancelled. If it has a result already, that is late.
    ///
    /// @param waited who did
    public void abandoned(String waited, Submission<?> work) {
        if (!work.cancel(true) && work.state() == Future.State.SUCCESS) lateResult(waited, work.resultNow());
    }

    /// A crash.
    public void failure(Failure failure) {
        if (heard(failure)) return;
        Class<?> message = failure.message();
        Log.logger().error("actor failed: system={}, actor={}, message={}, directive={}, restarts={}{}", system,
                failure.actor(), message == null ? "none" : message.getName(), failure.directive(),
                failure.restarts(), taken(failure), failure.cause());
    }

    private static String taken(Failure failure) {
        if (failure.last().isEmpty()) return "";
        return failure.last().stream().map(Reports::inWords).collect(Collectors.joining(", ", ", last=[", "]"));
    }

    private static String inWords(Envelope envelope) {
        String type = envelope.message().getName();
        return envelope.sender() == null ? type : type + " from " + envelope.sender();
    }

    /// A context used where it doesn't belong. The actor goes on.
    public void misuse(Failure failure) {
        if (!heard(failure))
            Log.logger().error("context misused: system={}, actor={}", system, failure.actor(), failure.cause());
    }

    private boolean heard(Failure failure) {
        long millis = clock.millis();
        last.add(failure, millis);
        tallies.failed(failure.cause(), failure.directive());
        happened(() -> new Event.Failed(Entries.of(failure, millis)));
        if (failures.isEmpty()) return false;
        failures.tell(listener -> listener.accept(failure));
        return true;
    }

    /// How many restarts.
    public long restarts() {
        return restarts.get();
    }

    /// The figures of this moment.
    public SystemSnapshot snapshot(int actors) {
        return last.snapshot(system, actors, restarts.get());
    }

    /// A hook has thrown.
    public void hookFailed(ShutdownPhase phase, String hook, Throwable thrown) {
        Log.logger().error("a shutdown hook failed: system={}, phase={}, hook={}", system, phase, hook, thrown);
    }

    /// The library's own code has let something out within a turn.
    public void escaped(Throwable thrown) {
        Log.logger().error("a turn has thrown what it must not: system={}", system, thrown);
    }

    /// All workers of a pool block.
    public void stuck(String pool) {
        Log.logger().warn("all workers block in their turns while others are ready, so a spare thread joins; "
                + "who blocks belongs on Scheduler.blocking(): system={}, workers={}", system, pool);
    }

    /// There is no thread for the hooks of a phase.
    public void hooksNotRun(ShutdownPhase phase, Throwable why) {
        Log.logger().error("the hooks of a phase could not be run: system={}, phase={}", system, phase, why);
    }

    /// A hook has not ended in its time.
    public void hookLate(ShutdownPhase phase, String hook, Duration limit) {
        Log.logger().warn("closed before a shutdown hook had ended: system={}, limit={}, phase={}, hook={}", system,
                limit, phase, hook);
    }

    /// The system can't be closed on a thread of its own.
    public void notClosed(Throwable why) {
        Log.logger().error("a system could not be closed: system={}", system, why);
    }

    /// An actor has its name.
    public void spawned(ActorRef<?> actor) {
        if (!lifecycle.isEmpty()) lifecycle.tell(listener -> listener.spawned(actor));
    }

    /// An actor has ended.
    public void stopped(ActorRef<?> actor) {
        if (!lifecycle.isEmpty()) lifecycle.tell(listener -> listener.stopped(actor));
    }
}
