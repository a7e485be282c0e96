package dev.troupe.bench.rivals;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the figures were taken on.
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// One fact a line, for the head of the tables.
    static String describe(String command) throws IOException {
        return String.join("\n", facts()) + "\ndate: " + today() + "\ncommand: `" + command.strip() + "`\n";
    }

    /// The machine and its Java.
    public static List<String> facts() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return List.of("processors: %d × %s".formatted(Runtime.getRuntime().availableProcessors(), model()),
                String.format(Locale.ROOT, "memory: %.0f GiB", system.getTotalMemorySize() / (double) (1L << 30)),
                "system: %s, %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                "Java: %s %s, %s".formatted(System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"), System.getProperty("java.vendor")));
    }

    /// One more line, when some workloads were measured again.
    static String then(String command) {
        return "then: `%s`, %s%n".formatted(command, today());
    }

    /// The date of a measurement.
    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static String model() throws IOException {
        if (!Files.isReadable(PROCESSORS)) return System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
