package dev.troupe.internal.report;

import dev.troupe.internal.port.SpinLock;
import dev.troupe.spi.DeadLetterEntry;
import java.util.ArrayDeque;
import java.util.List;

/// The last dead letters, kept while somebody watches. Any thread may call it.
final class LastLetters {
    private static final int KEPT = 256;

    private final ArrayDeque<DeadLetterEntry> last = new ArrayDeque<>(0); // guarded by lock
    private final SpinLock lock = new SpinLock();

    void add(DeadLetterEntry letter) {
        lock.lock();
        try {
            if (last.size() == KEPT) last.removeFirst();
            last.addLast(letter);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            last.clear();
        } finally {
            lock.unlock();
        }
    }

    List<DeadLetterEntry> entries() {
        lock.lock();
        try {
            return List.copyOf(last);
        } finally {
            lock.unlock();
        }
    }
}
