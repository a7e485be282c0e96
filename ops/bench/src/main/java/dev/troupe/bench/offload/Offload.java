package dev.troupe.bench.offload;

import dev.troupe.bench.rivals.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Runs the programs that are named, or all, each in a JVM of its own, prints what they found and writes it to `OFFLOAD.md`.
public final class Offload {
    /// A heap that is touched beforehand: else the system's handing out of fresh pages may be part of what is measured.
    private static final List<String> HEAP = List.of("-XX:+UseG1GC", "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private Offload() {}

    public static void main(String[] args) throws Exception {
        List<What> whats = args.length == 0 ? List.of(What.values()) : Arrays.stream(args).map(What::named).toList();
        String command = ("ops/troupe bench offload " + String.join(" ", args)).strip();
        Page page = Page.read();
        boolean failed = false;
        long start = System.nanoTime();
        for (What what : whats) {
            System.out.printf("## %s%n%n", what.title);
            Others before = Others.now();
            String section = measured(what);
            failed |= section.isEmpty();
            if (section.isEmpty()) continue;
            System.out.println(section);
            page.put(what, section + "\nMeasured on %s by `%s`. Meanwhile others took of the processors: %s."
                    .formatted(Machine.today(), command, Others.now().since(before)));
            page.write();
        }
        System.out.printf(Locale.ROOT, "took %.1f minutes; written: %s%n", (System.nanoTime() - start) / 60e9,
                Page.FILE);
        if (failed) throw new IllegalStateException("not everything could be measured, see above");
    }

    /// What a JVM of its own has written; nothing if it has failed.
    private static String measured(What what) throws IOException, InterruptedException {
        Path file = Files.createTempFile("troupe-offload", ".md");
        try {
            List<String> command = new ArrayList<>(
                    List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(HEAP);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), One.class.getName(), what.toString(),
                    file.toString()));
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            return exit == 0 ? Files.readString(file) : "";
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// One program, in its JVM.
    static final class One {
        private One() {}

        public static void main(String[] args) throws Exception {
            Files.writeString(Path.of(args[1]), What.named(args[0]).program().run().toString());
            System.exit(0); // nobody waits for what is left of busy threads
        }
    }
}
