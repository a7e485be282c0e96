package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Programs of Debian's package `prometheus`.
final class PrometheusTool {
    private PrometheusTool() {}

    /// Goes on if they are there. In CI they have to be.
    static void need() {
        for (String program : List.of("prometheus", "promtool")) {
            if (isThere(program)) continue;
            String why = program + " isn't installed: apt-get install prometheus";
            if ("true".equals(System.getenv("CI"))) Assertions.fail(why);
            Assumptions.abort(why);
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /// Runs `promtool`, which has to end with 0.
    ///
    /// @param input what it reads
    /// @return what it has said
    static String promtool(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        Path given = Files.writeString(Files.createTempFile("promtool", ".in"), input);
        Path said = Files.createTempFile("promtool", ".out");
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
                    .directory(folder.toFile()).redirectInput(given.toFile()).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly().waitFor();
            String text = Files.readString(said, StandardCharsets.UTF_8);
            assertThat(ended).as("promtool ends: " + text).isTrue();
            assertThat(process.exitValue()).as("promtool " + String.join(" ", arguments) + ": " + text).isZero();
            return text;
        } finally {
            Files.delete(given);
            Files.delete(said);
        }
    }
}
