package dev.troupe.ops;

import dev.troupe.ops.internal.meters.JvmBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The meters of the JVM that actors run in: memory, collector, threads, classes, processors and uptime, as Micrometer's own binders have
/// them, and the JDK's virtual threads under the names that Micrometer has for those. Any thread may call it.
///
/// {@snippet file="dev/troupe/ops/MetersSnippetsTest.java" region="jvm"}
///
/// That a virtual thread was pinned, for 20 milliseconds or more, is known from Flight Recorder, which is started for it, on a thread of
/// its own: the first pins after binding may be missed. Where that can't be, the meter stays at zero, and the log says why.
///
/// A registry may have some of these meters already, bound by the program. They stay as they are, and stay there when this is closed.
/// Several of these may be bound to one registry: what they have in common is there until the last is closed.
public final class JvmMeters implements MeterBinder, AutoCloseable {
    private final Tags tags;
    private final Object lock = new Object();
    private final List<JvmBoard> boards = new ArrayList<>(); // guarded by lock
    private boolean closed; // guarded by lock

    /// Meters without further tags.
    public JvmMeters() {
        this(List.of());
    }

    /// Meters with further tags.
    ///
    /// @param tags further tags of each meter
    public JvmMeters(Iterable<Tag> tags) {
        this.tags = Tags.of(Objects.requireNonNull(tags, "tags must not be null: tags=null"));
    }

    /// Makes them and binds them.
    ///
    /// @param registry the registry
    /// @return the meters, to be closed
    public static JvmMeters boundTo(MeterRegistry registry) {
        JvmMeters meters = new JvmMeters();
        meters.bindTo(registry);
        return meters;
    }

    /// Registers the meters. One that is bound already stays as it is.
    ///
    /// @param registry the registry
    /// @throws IllegalStateException if this is closed
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry must not be null: registry=null");
        synchronized (lock) {
            if (closed) throw new IllegalStateException("meters that are closed can't be bound: registry=" + registry);
            if (boards.stream().anyMatch(each -> each.isFor(registry))) return;
            boards.add(JvmBoard.held(registry, tags));
        }
    }

    /// Removes the meters that it has added from their registries, and ends the recording. A second call does nothing.
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            boards.forEach(JvmBoard::release);
            boards.clear();
        }
    }
}
