package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks cities up in a file of 10,000 lines and reads no further than it must: it waits in the middle of the file for the
/// next question, and closes the file when it is closed.
final class CsvLookup {
    private CsvLookup() {}

    record Found(@Nullable String row, int linesRead) {}

    private static Generator<Found, String, Void> lookup(Path file) {
        return Generator.sequence(g -> {
            try (var lines = Files.newBufferedReader(file)) {
                Map<String, String> passed = new HashMap<>();
                String city = g.receive();
                while (true) {
                    for (String row; !passed.containsKey(city) && (row = lines.readLine()) != null;)
                        passed.put(row.substring(0, row.indexOf(',')), row);
                    city = g.yield(new Found(passed.get(city), passed.size()));
                }
            }
        });
    }

    static void run(Consumer<String> out) throws Exception {
        try (var folder = TemporaryFolder.temporaryFolder()) {
            Path file = folder.value().resolve("cities.csv");
            Files.write(file, IntStream.rangeClosed(1, 10_000).mapToObj(n -> "city-" + n + "," + 1_000 * n).toList());
            try (var cities = lookup(file).prime()) {
                for (String city : new String[] {"city-120", "city-7", "city-300", "Atlantis"}) {
                    Found found = cities.send(city);
                    out.accept(city + ": " + found.row() + ", after " + found.linesRead() + " lines");
                }
            }
        }
    }
}
