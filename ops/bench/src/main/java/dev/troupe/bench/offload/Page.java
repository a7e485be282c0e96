package dev.troupe.bench.offload;

import dev.troupe.bench.rivals.Machine;
import dev.troupe.bench.rivals.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// The file with all tables. What wasn't measured again stays as it is.
final class Page {
    static final Path FILE = Places.module().resolve("OFFLOAD.md");

    private final Map<What, String> sections = new EnumMap<>(What.class);

    /// What is in the file.
    static Page read() throws IOException {
        Page page = new Page();
        if (!Files.exists(FILE)) return page;
        String[] parts = Files.readString(FILE).split("(?m)^## ", -1);
        for (What what : What.values())
            for (String part : parts)
                if (part.startsWith(what.title + "\n")) page.put(what, part.substring(what.title.length()).strip());
        return page;
    }

    void put(What what, String section) {
        sections.put(what, section);
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder(
                "# Work handed to pools\n\nWritten by `ops/troupe bench offload`; what is "
                        + "measured, and how, is in the `README.md` beside this file.\n\n");
        for (String fact : Machine.facts()) text.append("- ").append(fact).append('\n');
        sections.forEach((what, section) -> text.append("\n## ").append(what.title).append("\n\n").append(section)
                .append('\n'));
        Files.writeString(FILE, text);
    }
}
