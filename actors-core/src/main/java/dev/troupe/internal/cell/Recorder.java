package dev.troupe.internal.cell;

import dev.troupe.Envelope;
import java.util.ArrayDeque;
import java.util.List;

/// The last messages that an actor has taken: class and sender.
final class Recorder {
    private final int size;
    private final ArrayDeque<Envelope> last = new ArrayDeque<>();

    Recorder(int size) {
        this.size = size;
    }

    void record(Enveloped taken) {
        if (last.size() == size) last.removeFirst();
        last.addLast(new Envelope(taken.message().getClass(), taken.sender));
    }

    List<Envelope> last() {
        return List.copyOf(last);
    }
}
