package dev.troupe.ops.internal.watch;

import dev.troupe.ActorSystem;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/// What the JVM says of itself.
final class Machine {
    /// Troupe's version, as its module says, also where it stands on the class path.
    static final String VERSION = version();

    private Machine() {}

    static Overview.Heap heap() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Overview.Heap(heap.getUsed(), heap.getCommitted(), heap.getMax());
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    static long upMillis() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }

    private static String version() {
        ModuleDescriptor own = ActorSystem.class.getModule().getDescriptor();
        return Optional.ofNullable(own).or(Machine::onClassPath).flatMap(ModuleDescriptor::rawVersion)
                .orElse("unknown");
    }

    private static Optional<ModuleDescriptor> onClassPath() {
        CodeSource source = ActorSystem.class.getProtectionDomain().getCodeSource();
        if (source == null) return Optional.empty();
        try {
            return ModuleFinder.of(Path.of(source.getLocation().toURI())).findAll().stream().findFirst()
                    .map(found -> found.descriptor());
        } catch (URISyntaxException | FindException | IllegalArgumentException e) {
            return Optional.empty(); // packed in a way of its own
        }
    }
}
