package dev.troupe.internal.cell;

import dev.troupe.internal.mailbox.Wrapped;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.spi.Trace;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one actor takes while it is traced. Written in the actor's turns, read by any thread.
final class Recording implements Trace {
    private static final int TEXT = 1_000;

    private final Watching watching;
    private final Cell<?> cell;
    private final long endNanos;
    private final int most;
    private final boolean bodies;
    private final SpinLock lock = new SpinLock();
    private final ArrayDeque<Entry> last = new ArrayDeque<>(); // guarded by lock
    private long count; // guarded by lock
    private volatile boolean over;

    Recording(Watching watching, Cell<?> cell, long nanos, int most, boolean bodies) {
        this.watching = watching;
        this.cell = cell;
        this.endNanos = System.nanoTime() + nanos;
        this.most = most;
        this.bodies = bodies;
    }

    /// Within the actor's turn.
    void took(Object slot) {
        if (isOver()) {
            close();
            return;
        }
        Object message = Wrapped.unwrap(slot);
        Enveloped noted = slot instanceof Enveloped enveloped && enveloped.sentNanos != 0 ? enveloped : null;
        long wait = noted == null ? -1 : Math.max(0, System.nanoTime() - noted.sentNanos);
        add(new Entry(cell.home.clock.millis(), message.getClass().getName(), noted == null ? null : noted.sender, wait,
                bodies ? text(message) : null));
    }

    private void add(Entry entry) {
        lock.lock();
        try {
            count++;
            if (last.size() == most) last.removeFirst();
            last.addLast(entry);
        } finally {
            lock.unlock();
        }
    }

    /// By the user's own code, which may throw: that mustn't reach the actor.
    private static @Nullable String text(Object message) {
        try {
            String text = String.valueOf(message);
            return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
        } catch (Throwable e) {
            return "(its text can't be made: " + e.getClass().getName() + ")";
        }
    }

    @Override
    public List<Entry> entries() {
        lock.lock();
        try {
            return List.copyOf(last);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long recorded() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOver() {
        return over || System.nanoTime() - endNanos >= 0;
    }

    @Override
    public void close() {
        over = true;
        watching.untrace(cell, this);
    }
}
