package dev.troupe.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import picocli.CommandLine.Command;

/// `ops/troupe gallery`: writes the pages that are out of date, and takes away those of examples that are gone.
@NullMarked
@Command(name = "gallery", mixinStandardHelpOptions = true, versionProvider = Demo.Version.class, description = "Runs every example and writes its page in examples/gallery.")
final class GalleryCommand implements Callable<Integer> {
    private final Screen screen;

    GalleryCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Gallery gallery = Gallery.ofCheckout();
        Map<String, String> pages = gallery.pages();
        Files.createDirectories(gallery.folder());
        int written = 0;
        for (var page : pages.entrySet()) {
            Path file = gallery.folder().resolve(page.getKey());
            if (Files.exists(file) && Files.readString(file).equals(page.getValue())) continue;
            Files.writeString(file, page.getValue());
            screen.line("wrote examples/gallery/" + page.getKey());
            written++;
        }
        for (Path gone : gone(gallery, pages)) {
            Files.delete(gone);
            screen.line("deleted examples/gallery/" + gone.getFileName());
        }
        screen.line(pages.size() + " pages, " + written + " written");
        return 0;
    }

    private static List<Path> gone(Gallery gallery, Map<String, String> pages) throws IOException {
        try (Stream<Path> files = Files.list(gallery.folder())) {
            return files.filter(file -> !pages.containsKey(String.valueOf(file.getFileName()))).sorted().toList();
        }
    }
}
