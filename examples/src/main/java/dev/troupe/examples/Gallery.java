package dev.troupe.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/// The gallery: a page for each example with its idea, its source and what it prints, and an index.
///
/// @param root the checkout
@NullMarked
record Gallery(Path root) {
    static final String COMMAND = "ops/troupe gallery";
    /// The first line of each page. Only files with it are taken away again.
    static final String MARK = "<!-- Written by `" + COMMAND + "`. -->";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SOURCES = "src/main/java/";

    /// The checkout that `ops/troupe` belongs to, or a test.
    static Gallery ofCheckout() {
        return new Gallery(Path.of(System.getProperty("troupe.root", "..")));
    }

    Path folder() {
        return root.resolve("examples/gallery");
    }

    /// All pages, by the names of their files.
    ///
    /// @throws IllegalStateException if an example fails
    Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        pages.put("README.md", index());
        for (Example example : Examples.ALL) pages.put(file(example), page(example));
        return pages;
    }

    static String file(Example example) {
        return example.name() + ".md";
    }

    String index() {
        StringBuilder page = new StringBuilder(
                """
                        %s
                        # Gallery

                        What the examples show, how they are written, and what they print. Written by `%s`, and checked by a test.

                        | example | shows |
                        |---|---|
                        """
                        .formatted(MARK, COMMAND));
        for (Example example : Examples.ALL)
            page.append("| [`%s`](%s) | %s |\n".formatted(example.name(), file(example), example.idea()));
        return page.toString();
    }

    String page(Example example) throws IOException {
        String path = SOURCES + example.source().getName().replace('.', '/') + ".java";
        String source = Files.readString(root.resolve("examples").resolve(path));
        StringBuilder page = new StringBuilder();
        page.append(MARK).append("\n# ").append(example.name()).append("\n\n").append(sentence(example.idea()))
                .append("\n\n");
        page.append(fenced("sh", "ops/troupe demo " + example.name() + "\n")).append('\n');
        page.append("From [%s](../%s):\n\n".formatted(path.substring(path.lastIndexOf('/') + 1), path));
        page.append(fenced("java", source)).append("\nprints\n\n").append(fenced("text", output(example)));
        if (!example.masks().isEmpty())
            page.append("\nHere `" + String.join("`, `", example.masks().values())
                    + "` stands for what differs from run to run.\n");
        return page.append("\n[All examples](README.md)\n").toString();
    }

    private static String output(Example example) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Performance done = Performance.of(example, Options.standard(), lines::add, LIMIT);
        if (done.failure() != null)
            throw new IllegalStateException("an example must not fail: name=" + example.name() + ", why="
                    + done.failure());
        StringBuilder output = new StringBuilder();
        for (String line : List.copyOf(lines)) output.append(example.masked(line)).append('\n');
        return output.toString();
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text + "```\n";
    }

    private static String sentence(String idea) {
        String end = idea.endsWith(".") ? "" : ".";
        return idea.substring(0, 1).toUpperCase(Locale.ROOT) + idea.substring(1) + end;
    }
}
