package dev.troupe.ops.internal.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.ArrayList;
import java.util.List;

/// The meters of the JVM in one registry with certain tags. Whoever wants the same has the same, and the last to let go of it removes it:
/// a registry has each meter once, so two that made them would take them from each other, and both count each pause.
///
/// What the program has bound itself stays its own: it isn't removed in the end, and pauses that it counts aren't counted here.
///
/// Any thread.
public final class JvmBoard {
    private static final List<JvmBoard> ALL = new ArrayList<>(); // guarded by itself

    private final MeterRegistry registry;
    private final Tags tags;
    private final Noting noting;
    private final JvmGcMetrics collector;
    private final VirtualThreads virtual;
    private int holders = 1; // guarded by ALL

    private JvmBoard(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.noting = new Noting(registry);
        this.collector = new JvmGcMetrics(tags);
        this.virtual = new VirtualThreads(tags);
        try {
            collector.bindTo(noting);
            if (!noting.hasAdded("jvm.gc.max.data.size")) collector.close();
            for (MeterBinder each : List.of(new JvmMemoryMetrics(tags), new JvmThreadMetrics(tags),
                    new ClassLoaderMetrics(tags), new ProcessorMetrics(tags), new UptimeMetrics(tags)))
                each.bindTo(noting);
            virtual.bindTo(noting);
        } catch (RuntimeException | Error thrown) {
            end();
            throw thrown;
        }
    }

    /// The one for that registry and those tags, made if there is none; to be let go of once for each call.
    public static JvmBoard held(MeterRegistry registry, Tags tags) {
        synchronized (ALL) {
            for (JvmBoard each : ALL)
                if (each.registry == registry && each.tags.equals(tags)) {
                    each.holders++;
                    return each;
                }
            JvmBoard made = new JvmBoard(registry, tags);
            ALL.add(made);
            return made;
        }
    }

    /// Whether it is for that registry.
    public boolean isFor(MeterRegistry other) {
        return registry == other;
    }

    /// Lets go of it.
    public void release() {
        synchronized (ALL) {
            if (--holders > 0) return;
            ALL.remove(this);
            end();
        }
    }

    private void end() {
        collector.close();
        virtual.close();
        noting.close();
    }
}
