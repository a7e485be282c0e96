package dev.troupe.ops.internal.meters;

import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.SchedulerFigures;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls a system once for all its meters. A registry asks each meter by itself, some hundred of them within some milliseconds, and a
/// poll goes through all actors and sends an entry through each scheduler. So what one poll has found serves for a tenth of a
/// second: longer than it takes to ask all meters, and much shorter than the time until they are asked again.
///
/// A registry's clock may be a test's: one that is set forward makes figures old, and one that stands doesn't keep them fresh. So time
/// goes by both clocks, whichever is ahead.
///
/// Any thread. Who comes while another polls waits for that one. What is new is told without the lock, since telling registers
/// meters, and registries have locks of their own.
final class Poll {
    private static final long FRESH_NANOS = 100_000_000;
    private static final long LOOK_NANOS = 1_000_000_000;
    private static final Logger LOG = LoggerFactory.getLogger("dev.troupe.ops");

    /// By the clock of the registry, and by the JVM's.
    private record Until(long registryNanos, long nanos) {}

    private final LongSupplier registryClock;
    private final LongSupplier nanoTime;
    private final Consumer<Figures> told;
    private final Bounded schedulers = new Bounded();
    private final Bounded pools;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Inspection inspection; // guarded by lock; null when it is over
    private volatile Figures last = Figures.NONE;
    private volatile Until freshUntil;
    private volatile Until nextLook;

    /// @param pools which names of pools are kept, here and wherever else they become tags
    /// @param told of what each poll has found
    Poll(Inspection inspection, LongSupplier registryClock, LongSupplier nanoTime, Bounded pools,
            Consumer<Figures> told) {
        this.inspection = inspection;
        this.registryClock = registryClock;
        this.nanoTime = nanoTime;
        this.pools = pools;
        this.told = told;
        this.freshUntil = in(0);
        this.nextLook = freshUntil;
    }

    /// Figures that are fresh; once it is over, the last.
    Figures now() {
        if (isBefore(freshUntil)) return last;
        Figures found;
        lock.lock();
        try {
            Inspection from = inspection;
            if (from == null || isBefore(freshUntil)) return last;
            found = poll(from);
            freshUntil = in(FRESH_NANOS);
        } catch (RuntimeException thrown) {
            LOG.warn("a system could not be polled; its meters stay as they were", thrown);
            return last;
        } finally {
            lock.unlock();
        }
        told.accept(found);
        return found;
    }

    /// Has what is new told, once a second at most. Whoever asks for figures next still gets fresh ones.
    void look() {
        if (isBefore(nextLook)) return;
        nextLook = in(LOOK_NANOS);
        now();
        freshUntil = in(0);
    }

    private Until in(long nanos) {
        return new Until(registryClock.getAsLong() + nanos, nanoTime.getAsLong() + nanos);
    }

    private boolean isBefore(Until until) {
        return registryClock.getAsLong() - until.registryNanos < 0 && nanoTime.getAsLong() - until.nanos < 0;
    }

    private Figures poll(Inspection from) {
        List<SchedulerFigures> threads = from.schedulers().stream().map(this::bounded).toList();
        List<PoolFigures> work = from.pools().stream().map(this::bounded).toList();
        last = Figures.of(from.totals(), from.groups(), threads, work, last);
        return last;
    }

    private SchedulerFigures bounded(SchedulerFigures row) {
        String name = schedulers.of(row.scheduler());
        return name.equals(row.scheduler())
                ? row
                : new SchedulerFigures(name, row.workers(), row.busy(), row.ready(), row.turns(), row.rounds(),
                        row.steals(), row.parks(), row.delayNanos());
    }

    private PoolFigures bounded(PoolFigures row) {
        String name = pools.of(row.pool());
        return name.equals(row.pool())
                ? row
                : new PoolFigures(name, row.kind(), row.threads(), row.active(), row.queued(), row.line(), row.done(),
                        row.failed(), row.cancelled(), row.timedOut(), row.processes());
    }

    /// Lets go of the system.
    void end() {
        lock.lock();
        try {
            inspection = null;
        } finally {
            lock.unlock();
        }
    }
}
