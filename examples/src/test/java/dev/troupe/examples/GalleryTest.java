package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of the gallery say what the examples are and print: under each engine the same.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GalleryTest {
    private final Gallery gallery = Gallery.ofCheckout();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static List<String> names() {
        return Examples.names();
    }

    private void assertUpToDate(String file, String page) throws IOException {
        Path path = gallery.folder().resolve(file);
        assertThat(path).as("run " + Gallery.COMMAND).exists();
        assertThat(Files.readString(path)).as("examples/gallery/" + file + " is out of date: run " + Gallery.COMMAND)
                .isEqualTo(page);
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePageShowsTheSourceAndWhatItPrints(String name) throws IOException {
        Example example = Examples.find(name).orElseThrow();
        assertUpToDate(Gallery.file(example), gallery.page(example));
    }

    @Test
    void theIndexListsAllAndNothingElseIsThere() throws IOException {
        assertUpToDate("README.md", gallery.index());
        TreeSet<String> expected = new TreeSet<>(List.of("README.md"));
        Examples.ALL.forEach(example -> expected.add(Gallery.file(example)));
        try (Stream<Path> files = Files.list(gallery.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void namesAreDifferentAndNoExampleIsLong() throws IOException {
        assertThat(Examples.names()).doesNotHaveDuplicates().doesNotContain("all")
                .allMatch(name -> name.matches("[a-z0-9-]+"));
        for (Example example : Examples.ALL) {
            Path source = Path.of("src/main/java", example.source().getName().replace('.', '/') + ".java");
            assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(120);
        }
    }

    @Test
    void onlyPagesThatWereWrittenHereAreTakenAway(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("gone.md"), Gallery.MARK + "\n# gone\n");
        Files.writeString(folder.resolve("notes.md"), "# mine\n" + Gallery.MARK + "\n");
        Files.writeString(folder.resolve("picture.png"), Gallery.MARK + "\n");
        Files.write(folder.resolve("binary.md"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        Files.createDirectories(folder.resolve("folder.md"));
        Files.writeString(folder.resolve("same.md"), "same");
        new GalleryCommand(screen()).write(folder, Map.of("new.md", "new", "same.md", "same"));
        assertThat(said()).containsExactly("wrote examples/gallery/new.md", "deleted examples/gallery/gone.md",
                "2 pages, 1 written");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("notes.md",
                    "picture.png", "binary.md", "folder.md", "same.md", "new.md");
        }
    }

    @Test
    void namesTheFileThatCantBeWritten(@TempDir Path folder) throws IOException {
        Path blocked = Files.createDirectories(folder.resolve("bank.md"));
        assertThatThrownBy(() -> new GalleryCommand(screen()).write(folder, Map.of("bank.md", "text")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the gallery must be able to read: file=" + blocked + ", cause=");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new GalleryCommand(screen()).write(file, Map.of("bank.md", "text")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the gallery must be able to write: file=" + file + ", cause=");
    }

    private Screen screen() {
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Screen(to, to, false, () -> {});
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void whatVariesIsMasked() {
        Example example = Example.of("e", "i", GalleryTest.class, out -> out.accept("took 17 ms"))
                .masking("\\d+ ms", "n ms").masking("took", "lasted");
        assertThat(example.masked("took 17 ms")).isEqualTo("lasted n ms");
    }
}
