package dev.troupe.internal.cell;

import dev.troupe.ExitReason;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.internal.report.Reports;
import dev.troupe.spi.Event;
import dev.troupe.spi.Probe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who looks at single messages: probes that want times, and traces. Any thread may call it.
///
/// *Free while nobody does.* Each cell counts the messages that it takes, and compares the count with a mask of its own, which
/// is `-1` then: so it comes here once in 2^32 messages, when its counter goes over. While times are sampled the mask leaves the
/// low bits, and while it is traced it is 0. A message is stamped with the time when it is sent only if its receiver says so in
/// a field of its own, which it does at each message that it looks at; so who sends decides nothing, and writes nothing that
/// others read.
///
/// *Two looks at the clock.* A look takes as long as some messages do. So a message that is looked at is timed for one thing: in
/// turn how long it takes itself, and how long the next one sent has waited. An actor's first message is timed for both, since many
/// live for one only; so is each where one of one is timed.
final class Watching {
    /// Nothing is noted of messages sent.
    static final byte NOTHING = 0;
    /// The time of the next one is noted.
    static final byte NEXT = 1;
    /// Time and sender of all are noted.
    static final byte ALL = 2;
    private static final byte NONE = -1;
    private static final long CARRY = 1L << 32;

    private static final boolean LINES = Boolean.getBoolean("troupe.spawn.lines");
    private static final Pattern OWN = Pattern.compile("dev\\.troupe\\.(internal\\..*|[A-Z][A-Za-z]*)");

    private final Reports reports;
    private final Map<Cell<?>, String> places = new ConcurrentHashMap<>(1);
    private final Map<Cell<?>, Long> carried = new ConcurrentHashMap<>(1);
    private final Map<Cell<?>, Recording> traces = new ConcurrentHashMap<>(1);
    private volatile byte mask = NONE;
    private final SpinLock lock = new SpinLock();

    Watching(Reports reports) {
        this.reports = reports;
    }

    byte mask() {
        return mask;
    }

    byte stamp() {
        return mask == NONE ? NOTHING : NEXT;
    }

    // ---- within a turn

    /// A cell's counter has gone over.
    void carry(Cell<?> cell) {
        carried.merge(cell, CARRY, Long::sum);
        cell.life.kind().group().carried(CARRY);
    }

    /// A message that is looked at was taken.
    ///
    /// @param begunNanos since when it is timed already; else 0
    /// @return when it was taken, if its processing is to be timed; else 0
    long took(Cell<?> cell, Object slot, long begunNanos) {
        Recording trace = traces.isEmpty() ? null : traces.get(cell);
        if (trace != null) {
            cell.stamp = ALL; // one who has just sent may have taken that back
            trace.took(slot);
        }
        byte every = mask;
        if (every == NONE || (cell.processed() & every) != 0) return begunNanos;
        boolean next = cell.stamp == NOTHING;
        if (next && every == 0) cell.stamp = NEXT;
        if (next && (cell.processed() & every + 1) == 0 && every != 0) {
            cell.stamp = NEXT;
            return begunNanos;
        }
        return begunNanos != 0 ? begunNanos : System.nanoTime() | 1;
    }

    /// Such a message was processed.
    void timed(Cell<?> cell, long begunNanos) {
        long nanos = System.nanoTime() - begunNanos;
        reports.probes.tell(cell.name(), group(cell), Math.max(0, nanos), Probe::processed);
    }

    /// A message that was stamped is taken.
    void waited(Cell<?> cell, Enveloped slot) {
        if (cell.stamp == ALL && !traces.containsKey(cell)) look(cell); // its trace was closed in the midst of a turn
        if (mask == NONE) return;
        long now = System.nanoTime();
        if (cell.processed() == 0) slot.begunNanos = now | 1;
        reports.probes.tell(cell.name(), group(cell), Math.max(0, now - slot.sentNanos), Probe::waited);
    }

    /// A restart is due.
    void restarted(Cell<?> cell, int restarts) {
        reports.happened(() -> new Event.Restarted(cell.name(), group(cell), restarts));
    }

    /// A cell has ended, and no turn of its counts any more.
    void stopped(Cell<?> cell, ExitReason reason) {
        String word = reports.tallies.stopped(reason);
        if (!carried.isEmpty()) carried.remove(cell);
        if (LINES) places.remove(cell);
        Recording trace = traces.isEmpty() ? null : traces.get(cell);
        if (trace != null) trace.close();
        reports.happened(() -> new Event.Stopped(cell.name(), group(cell), word));
    }

    // ---- any thread

    /// A cell can be found. Who changes the mask first says so, then looks for cells; this cell was made known first, so one of
    /// the two sees the other.
    void spawned(Cell<?> cell) {
        cell.life.kind().group().started();
        if (LINES) note(cell);
        if (cell.mask != mask) look(cell);
        reports.happened(() -> new Event.Spawned(cell.name(), group(cell)));
    }

    /// One that has ended already was in the registry before.
    private void note(Cell<?> cell) {
        places.put(cell, line());
        if (hasEnded(cell)) places.remove(cell);
    }

    private static boolean hasEnded(Cell<?> cell) {
        return cell.home.registry.find(cell.name()) != cell;
    }

    private void look(Cell<?> cell) {
        lock.lock();
        try {
            boolean traced = traces.containsKey(cell);
            cell.mask = traced ? 0 : mask;
            cell.stamp = traced ? ALL : stamp();
        } finally {
            lock.unlock();
        }
    }

    /// One message of so many is timed from now on, of those who are told to look and of new ones.
    ///
    /// @param every a power of two; 0 for none
    void every(int every) {
        mask = (byte) (every - 1);
    }

    void lookAt(Iterable<Cell<?>> cells) {
        for (Cell<?> cell : cells) look(cell);
    }

    /// Records what a cell takes.
    Recording trace(Cell<?> cell, long nanos, int most, boolean bodies) {
        Recording made = new Recording(this, cell, nanos, most, bodies);
        Recording before = traces.put(cell, made);
        if (before != null) before.close();
        look(cell);
        if (hasEnded(cell)) made.close();
        return made;
    }

    void untrace(Cell<?> cell, Recording trace) {
        if (traces.remove(cell, trace)) look(cell);
    }

    /// Where a cell was spawned, if that is noted.
    @Nullable String spawnedAt(Cell<?> cell) {
        return LINES ? places.get(cell) : null;
    }

    private static String line() {
        return StackWalker.getInstance().walk(frames -> frames
                .filter(frame -> !OWN.matcher(frame.getClassName()).matches())
                .findFirst().map(frame -> frame.getFileName() + ":" + frame.getLineNumber()).orElse("?"));
    }

    private static String group(Cell<?> cell) {
        return cell.life.kind().group().name();
    }

    /// What is sent to a cell, with what is to be noted of it. Two who send at once may both note it.
    static Object stamped(Cell<?> cell, Object slot) {
        boolean all = cell.stamp == ALL;
        if (!all) cell.stamp = NOTHING;
        return Enveloped.sent(all ? cell.home.currentName() : null, slot, System.nanoTime() | 1);
    }

    /// How many messages a cell has taken. The carry first: so the sum is too small for a moment, but never too large.
    long processed(Cell<?> cell) {
        Long over = carried.isEmpty() ? null : carried.get(cell);
        return (over == null ? 0 : over) + Integer.toUnsignedLong(cell.processed());
    }
}
