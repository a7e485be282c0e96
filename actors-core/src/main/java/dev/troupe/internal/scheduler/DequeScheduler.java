package dev.troupe.internal.scheduler;

import dev.troupe.internal.port.Choice;
import dev.troupe.spi.SystemClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The message scheduler: one deque of entries, each one turn of one actor, taken in the order in which they were caused.
///
/// *Order.* There is one entry for each message, start, resumption and restart. `put` appends; a turn that is over makes
/// room for the next entry. So actors that call each other never re-enter: a send during a turn is an entry behind all
/// those that were there before. A control signal (`putFirst`) goes before everything.
///
/// *From outside.* Other threads put into the inbox. It, and the timers that are due, are looked at when the deque is
/// empty and at latest after 64 turns: reading the clock costs as much as four bare turns.
///
/// *Who may touch what.* The token names the thread that runs a turn or this class's own code. All fields but those marked
/// *any thread* belong to its holder. On one engine the holder is now the driving thread, now a body's own: they hand the
/// token to each other.
///
/// *Asleep.* When nothing is ready, the driving thread parks; see [Parking] for why no wake-up is lost.
///
/// *The end.* `run` is over when there is no entry, no timer, and nothing outstanding: an outstanding thing is a promise
/// that somebody will put an entry later (a blocked body, an awaited future). What goes on beside, on threads of its own, counts,
/// too; so a thread that drives a deque without entries waits for the rest of its system.
public final class DequeScheduler<C> extends Lane<C> {
    private static final int SLICE = 64;
    private static final VarHandle EVICTED;
    private static final VarHandle ALARMED;

    static {
        try {
            EVICTED = MethodHandles.lookup().findVarHandle(DequeScheduler.class, "evicted", boolean.class);
            ALARMED = MethodHandles.lookup().findVarHandle(DequeScheduler.class, "alarmed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
    private static final long FAR = Long.MAX_VALUE / 4;

    private final SystemClock clock;
    private final EntryDeque<C> deque;
    private final Timers<C> timers = new Timers<>();
    private long outstanding;
    private @Nullable Turn<C> running;
    /// Whether nothing goes on elsewhere that could put an entry here.
    private BooleanSupplier quietBeside = () -> true;
    private Consumer<Boolean> drivenBeside = driven -> {};

    private Stretch stretch = Stretch.UNTIL_IDLE;
    private long turnsLeft;
    /// Turns until the inbox and the clock are looked at, of `slice` in all.
    private int left;
    private int slice;
    private long turns;
    /// How often the driver has slept and for how long, since when it sleeps and drives, and how long it has driven before.
    private long parks; // read by all
    private long asleepNanos; // read by all
    private long asleepSince; // read by all
    private long drivenNanos; // read by all
    private long drivenSince; // read by all

    private final Inbox<C> inbox = new Inbox<>(); // any thread
    private final Parking parking; // any thread
    @SuppressWarnings("UnusedVariable") // through EVICTED
    private boolean evicted; // any thread, through EVICTED
    @SuppressWarnings("UnusedVariable") // through ALARMED
    private boolean alarmed; // any thread, through ALARMED

    public DequeScheduler(SystemClock clock, @Nullable Choice choice) {
        this(clock, choice, new Parking());
    }

    DequeScheduler(SystemClock clock, @Nullable Choice choice, Parking parking) {
        this.clock = clock;
        this.parking = parking;
        this.deque = new EntryDeque<>(choice);
    }

    /// Something else goes on beside this deque: it is idle only if that is quiet, too. Whoever may make it so calls [#nudge()].
    ///
    /// @param whenDriven told when a thread begins to drive, and when it stops
    public void beside(BooleanSupplier quiet, Consumer<Boolean> whenDriven) {
        quietBeside = quiet;
        drivenBeside = whenDriven;
    }

    @Override
    public @Nullable Turn<C> running() {
        return running;
    }

    @Override
    public void runs(Turn<C> turn) {
        running = turn;
    }

    @Override
    public void put(Turn<C> turn, Object argument) {
        deque.addLast(turn, argument);
    }

    @Override
    public void putFirst(Turn<C> turn, Object argument) {
        deque.addFirst(turn, argument);
    }

    @Override
    public void putOutside(Turn<C> turn, Object argument, boolean urgent) {
        inbox.put(new Inbox.Entry<>(turn, argument, urgent));
        if (urgent) ALARMED.setVolatile(this, true);
        parking.wakeIfParked();
    }

    @Override
    public Timer<C> putAt(long deadlineNanos, Turn<C> turn, Object argument) {
        return timers.set(deadlineNanos, null, turn, argument);
    }

    @Override
    public boolean cancel(Timer<C> timer) {
        return timers.cancel(timer);
    }

    @Override
    public void outstanding(int change) {
        outstanding += change;
    }

    /// Turns taken so far. Exact for the holder of the token, a figure of some moments ago for others.
    public long turns() {
        return turns + slice - left;
    }

    /// What goes on here, for who looks on from any thread: figures of some moments ago.
    public DequeFacts facts() {
        long now = System.nanoTime();
        long since = drivenSince;
        long asleep = asleepSince;
        long up = drivenNanos + (since == 0 ? 0 : now - since);
        long slept = asleepNanos + (asleep == 0 ? 0 : now - asleep);
        Thread host = holder();
        return new DequeFacts(since == 0 || host == null ? null : host, turns(), parks, deque.size(),
                Math.max(0, up - slept), Math.max(0, up), since == 0 ? null : running, asleep != 0, timers.size());
    }

    /// Has what came from outside join the others. The caller holds the token, and there is no turn.
    public void admit() {
        takeInOutside();
    }

    /// Makes [#drive] return after the turn that runs. Any thread may call it.
    public void evict() {
        EVICTED.setVolatile(this, true);
        ALARMED.setVolatile(this, true);
        parking.wake();
    }

    /// Takes turns until something has to be resumed for one.
    ///
    /// @return what to resume, or null if nothing is ready or the stretch is over
    @Override
    public @Nullable C next() {
        while (true) {
            if ((left == 0 || isAlarmed() || deque.isEmpty()) && !refill()) return null;
            left--;
            Turn<C> turn = deque.first();
            running = turn;
            C resumed = turn.take(deque.takeFirst());
            if (resumed != null) return resumed;
        }
    }

    /// Drives this scheduler on the calling thread, which must be of the kind that can resume a C.
    ///
    /// @return true if nothing is left to do, false if the stretch was over before
    public boolean drive(Stretch how, Consumer<C> resume) {
        stretch = how;
        turnsLeft = how.turns();
        left = slice = 0;
        EVICTED.setVolatile(this, false);
        Thread host = Thread.currentThread();
        parking.host(host);
        // a body that is mounted on this thread must not see its status, nor drop it
        boolean interrupted = Thread.interrupted();
        pass(host);
        var outer = enter();
        drivenBeside.accept(true);
        drivenSince = System.nanoTime() | 1;
        try {
            while (true) {
                C resumed = next();
                if (resumed != null) {
                    resume.accept(resumed);
                    continue;
                }
                if (isOver()) return isIdle();
                if (!deque.isEmpty()) continue;
                deque.trim();
                if (how.whenIdle() == Stretch.Idle.RETURN) return isIdle();
                if (how.whenIdle() == Stretch.Idle.WAIT && isIdle()) return true;
                if (interrupted && how.interruptible()) return isIdle();
                park();
                interrupted |= Thread.interrupted();
            }
        } finally {
            drivenBeside.accept(false);
            drivenNanos += System.nanoTime() - drivenSince;
            drivenSince = 0;
            turns += slice - left;
            left = slice = 0;
            leave(outer);
            pass(null);
            parking.host(null);
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// Takes every entry out, in order, and gives it to `taker`, which puts back what must go on. The caller holds the
    /// token.
    public void sweep(BiConsumer<Turn<C>, Object> taker) {
        takeIn();
        EntryDeque<C> taken = deque.takeAll();
        while (!taken.isEmpty()) {
            Turn<C> turn = taken.first();
            taker.accept(turn, taken.takeFirst());
        }
    }

    /// Has [#drive] look again whether its stretch is over. Any thread may call it.
    public void nudge() {
        parking.wake();
    }

    /// Whether the inbox must be looked at now: for an eviction, or for a signal that goes before all messages. Asked at
    /// each turn, so without the fences of a volatile read; it is seen in the end, and who parks announces
    /// that by a volatile write.
    private boolean isAlarmed() {
        return (boolean) ALARMED.getOpaque(this);
    }

    private boolean isEvicted() {
        return (boolean) EVICTED.getOpaque(this);
    }

    /// Whether nothing is left to do. The caller holds the token.
    public boolean isIdle() {
        // what goes on beside puts here before it is quiet, so the inbox is looked at afterwards
        return deque.isEmpty() && outstanding == 0 && (timers.isEmpty() || !clock.movesByItself())
                && quietBeside.getAsBoolean() && inbox.isEmpty();
    }

    private boolean isOver() {
        return isEvicted() || turnsLeft == 0 || stretch.enough().getAsBoolean()
                || stretch.limited() && stretch.deadlineNanos() - System.nanoTime() <= 0;
    }

    private boolean refill() {
        turns += slice - left;
        turnsLeft -= slice - left;
        left = slice = 0;
        // before the look, so that what comes later sets it again
        if (isAlarmed()) ALARMED.setVolatile(this, false);
        if (isOver()) return false;
        takeIn();
        if (deque.isEmpty()) return false;
        left = slice = (int) Math.min(SLICE, turnsLeft);
        return true;
    }

    /// What came from outside, before what is due. Urgent entries keep their order among themselves.
    private void takeInOutside() {
        ArrayDeque<Inbox.Entry<C>> urgent = null;
        for (Inbox.Entry<C> entry = inbox.poll(); entry != null; entry = inbox.poll()) {
            entry.turn().arrived(entry.argument());
            if (!entry.urgent()) {
                deque.addLast(entry.turn(), entry.argument());
                continue;
            }
            if (urgent == null) urgent = new ArrayDeque<>();
            urgent.push(entry);
        }
        if (urgent != null) urgent.forEach(entry -> deque.addFirst(entry.turn(), entry.argument()));
    }

    private void takeIn() {
        takeInOutside();
        if (!timers.isEmpty()) timers.fire(clock.nanoTime(), deque);
    }

    private void park() {
        parking.announce();
        if (inbox.isEmpty() && !isEvicted()) {
            long deadline = timers.isEmpty() ? clock.nanoTime() + FAR : timers.firstDeadlineNanos();
            long real = stretch.limited() ? stretch.deadlineNanos() - System.nanoTime() : FAR;
            if (real > 0) {
                parks++;
                asleepSince = System.nanoTime() | 1;
                clock.park(deadline, real);
                asleepNanos += System.nanoTime() - asleepSince;
                asleepSince = 0;
            }
        }
        parking.over();
    }
}
