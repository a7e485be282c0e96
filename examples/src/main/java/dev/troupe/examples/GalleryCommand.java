package dev.troupe.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
        write(gallery.folder(), gallery.pages());
        return 0;
    }

    /// Makes these the pages of that folder.
    ///
    /// @param pages by the names of their files
    void write(Path folder, Map<String, String> pages) throws IOException {
        doing("write", folder, () -> Files.createDirectories(folder));
        int written = 0;
        for (var page : pages.entrySet()) {
            Path file = folder.resolve(page.getKey());
            if (Files.exists(file) && doing("read", file, () -> Files.readString(file)).equals(page.getValue()))
                continue;
            doing("write", file, () -> Files.writeString(file, page.getValue()));
            screen.line("wrote examples/gallery/" + page.getKey());
            written++;
        }
        for (Path file : doing("read", folder, () -> listed(folder))) {
            if (pages.containsKey(String.valueOf(file.getFileName())) || !isPage(file)) continue;
            doing("delete", file, () -> Files.deleteIfExists(file));
            screen.line("deleted examples/gallery/" + file.getFileName());
        }
        screen.line(pages.size() + " pages, " + written + " written");
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /// Whether it was written here. What somebody else has put there stays.
    private static boolean isPage(Path file) throws IOException {
        if (!file.toString().endsWith(".md") || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return false;
        // bytes as characters: what isn't text in UTF-8 is no page, and no failure either
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().filter(Gallery.MARK::equals).isPresent();
        } catch (IOException e) {
            throw cannot("read", file, e);
        }
    }

    /// Something that is done to a file.
    private interface Step<R> {
        R run() throws IOException;
    }

    private static <R> R doing(String what, Path file, Step<R> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            throw cannot(what, file, e);
        }
    }

    private static IOException cannot(String what, Path file, IOException cause) {
        return new IOException("the gallery must be able to " + what + ": file=" + file + ", cause=" + cause, cause);
    }
}
