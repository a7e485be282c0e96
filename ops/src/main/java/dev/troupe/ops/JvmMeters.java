package dev.troupe.ops;

import dev.troupe.ops.internal.meters.VirtualThreads;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The meters of the JVM that actors run in: memory, collector, threads, classes, processors and uptime, as Micrometer's own binders have
/// them, and the JDK's virtual threads under the names that Micrometer has for those. Any thread may call it.
///
/// {@snippet file="dev/troupe/ops/MetersSnippetsTest.java" region="jvm"}
///
/// That a virtual thread was pinned, for 20 milliseconds or more, is known from Flight Recorder, which is started for it. Where that
/// can't be, the meter stays at zero, and the log says why.
public final class JvmMeters implements MeterBinder, AutoCloseable {
    private record Binding(MeterRegistry to, CompositeMeterRegistry own, JvmGcMetrics collector,
            VirtualThreads virtual) {}

    private final Tags tags;
    private final Object lock = new Object();
    private final List<Binding> bindings = new ArrayList<>(); // guarded by lock
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
            if (bindings.stream().anyMatch(each -> each.to == registry)) return;
            // Micrometer's binders don't say what they register. A registry in between does.
            CompositeMeterRegistry own = new CompositeMeterRegistry(registry.config().clock());
            own.add(registry);
            JvmGcMetrics collector = new JvmGcMetrics(tags);
            VirtualThreads virtual = new VirtualThreads(tags);
            for (MeterBinder each : List.of(new JvmMemoryMetrics(tags), collector,
                    new JvmThreadMetrics(tags), new ClassLoaderMetrics(tags), new ProcessorMetrics(tags),
                    new UptimeMetrics(tags), virtual))
                each.bindTo(own);
            bindings.add(new Binding(registry, own, collector, virtual));
        }
    }

    /// Removes the meters from their registries and ends the recording. A second call does nothing.
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            for (Binding each : bindings) {
                each.collector.close();
                each.virtual.close();
                for (Meter meter : each.own.getMeters()) each.to.removeByPreFilterId(meter.getId());
                each.own.close();
            }
            bindings.clear();
        }
    }
}
