package dev.troupe.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Runs jcstress, in the quick form, in a JVM of its own: what threads share holds under stress (invariants 1, 3, 4,
/// 6 and 7), and each mistake that stands in the test sources is found by the same means.
class StressTest {
    /// A mistake that shows at one moment in a million may need more than one look, each twice as long.
    private static final int LOOKS = 4;
    private static final int FIRST_MILLIS = 300;

    @Test
    void whatThreadsShareHolds() throws Exception {
        List<String> told = stress(entry -> !entry.contains("test-classes"), ".*", FIRST_MILLIS);
        told.forEach(System.out::println);
        assertThat(told).hasSize(tests("target/classes").size()).allMatch(line -> line.startsWith("stress: HELD "));
    }

    @Test
    void eachPlantedMistakeIsFound() throws Exception {
        List<String> missing = new ArrayList<>(tests("target/test-classes"));
        assertThat(missing).isNotEmpty().allMatch(test -> test.contains(".Planted"));
        for (int look = 0; look < LOOKS && !missing.isEmpty(); look++) {
            List<String> told = stress(entry -> true, String.join("|", missing).replace(".", "\\."),
                    FIRST_MILLIS << look);
            told.forEach(System.out::println);
            missing.removeIf(test -> told.stream().anyMatch(
                    line -> line.startsWith("stress: FAILED " + test + " ") && line.contains(" Forbidden ")));
        }
        assertThat(missing).as("not found").isEmpty();
    }

    /// The tests that were compiled there.
    private static List<String> tests(String classes) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(classes))) {
            return files.map(file -> Path.of(classes).relativize(file).toString())
                    .filter(file -> file.matches("dev/troupe/internal/.*(Stress|/Planted[A-Za-z]*)\\.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.')).toList();
        }
    }

    private static List<String> stress(Predicate<String> onClassPath, String tests, int millis) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(onClassPath)
                .collect(Collectors.joining(File.pathSeparator));
        Path log = Path.of("target", "stress-" + Thread.currentThread().threadId() + ".log");
        ProcessBuilder child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", classPath, "dev.troupe.stress.Stress", "quick", "-time",
                String.valueOf(millis), "-t", tests);
        Process process = child.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the end of jcstress, see " + log).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(log).stream().filter(line -> line.startsWith("stress: ")).toList();
    }
}
