package dev.troupe.threads;

import dev.troupe.Scheduler;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// One scheduler of each kind, for actors of the same system.
final class Mixture {
    private final Scheduler workers = Scheduler.parallel(2);

    /// Always the same of a kind.
    Scheduler of(Scheduler.Kind kind) {
        return switch (kind) {
            case DEQUE -> Scheduler.deque();
            case PARALLEL -> workers;
            case PINNED -> Scheduler.pinned();
            case BLOCKING -> Scheduler.blocking();
        };
    }

    /// Each kind with each.
    static Stream<Arguments> pairs() {
        List<Scheduler.Kind> kinds = List.of(Scheduler.Kind.values());
        return kinds.stream().flatMap(one -> kinds.stream().map(other -> Arguments.of(one, other)));
    }
}
