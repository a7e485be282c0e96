package dev.troupe.ops.internal.watch;

import dev.troupe.spi.Inspection;
import java.util.List;

/// What wants looking at.
final class Warnings {
    void restarted(String actor) {}

    List<Warning> look(Inspection inspection, Pace pace) {
        return List.of();
    }
}
