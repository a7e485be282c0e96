package dev.troupe.examples;

import dev.troupe.coroutine.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;

/// One function, cut in two by its `yield`: what it makes is there for a block, and is cleared away behind it.
final class TemporaryFolder {
    private TemporaryFolder() {}

    static Resource<Path> temporaryFolder() {
        return Resource.of(g -> {
            Path folder = Files.createTempDirectory("troupe");
            try {
                g.yield(folder);
            } finally {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
        });
    }

    static void run(Consumer<String> out) throws Exception {
        Path note;
        try (var folder = temporaryFolder()) {
            note = Files.writeString(folder.value().resolve("note"), "remember");
            out.accept("inside: " + Files.readString(note));
        }
        out.accept("afterwards: " + (Files.exists(note.getParent()) ? "still there" : "gone"));
    }
}
