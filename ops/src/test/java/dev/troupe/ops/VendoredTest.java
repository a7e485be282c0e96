package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page's files: what is not our own is what it says it is, and nothing is there or served unnamed.
class VendoredTest {
    private static final Path PAGE = Path.of("src/main/resources/dev/troupe/ops/page");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|.*\\| `([0-9a-f]{64})` \\|$",
            Pattern.MULTILINE);
    private static final Pattern USED = Pattern.compile("(?:/page/|from '\\./|url\\(\"/page/)([\\w.-]+)");

    private static String text(String name) throws IOException {
        return Files.readString(PAGE.resolve(name));
    }

    private static List<String> served() throws IOException {
        return Files.readAllLines(PAGE.resolve("files.txt"));
    }

    private static Map<String, String> vendored() throws IOException {
        Map<String, String> sums = new TreeMap<>();
        ROW.matcher(text("VENDORED.md")).results().forEach(row -> sums.put(row.group(1), row.group(2)));
        return sums;
    }

    @Test
    void vendoredFilesAreThoseOfTheirPackages() throws IOException, NoSuchAlgorithmException {
        Map<String, String> found = new TreeMap<>();
        for (String name : vendored().keySet())
            found.put(name, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(PAGE.resolve(name)))));
        assertThat(found).hasSize(3).isEqualTo(vendored());
    }

    @Test
    void whatIsMinifiedIsNamedAsVendored() throws IOException {
        assertThat(served().stream().filter(name -> name.contains(".min.")))
                .containsExactlyInAnyOrderElementsOf(vendored().keySet());
    }

    @Test
    void everyFileIsServedOrAboutTheOthers() throws IOException {
        try (Stream<Path> files = Files.list(PAGE)) {
            TreeSet<String> there = new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
            assertThat(there.removeAll(served())).isTrue();
            assertThat(there).containsExactly("VENDORED.md", "d3-hierarchy.LICENSE.txt", "files.txt",
                    "uPlot.LICENSE.txt");
        }
    }

    @Test
    void whatThePageAsksForIsServed() throws IOException {
        for (String name : served())
            if (!name.contains(".min."))
                assertThat(USED.matcher(text(name)).results().map(use -> use.group(1))).as(name).isSubsetOf(served());
    }

    @Test
    void noMarkupIsMadeOfText() throws IOException {
        for (String name : served())
            if (!name.contains(".min."))
                assertThat(text(name)).as(name).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML",
                        "document.write", "eval(", " style=\"");
    }
}
