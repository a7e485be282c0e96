package dev.troupe.bench.rivals;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// Where the files of this module are, whatever folder it was started from.
public final class Places {
    private static final Path MODULE = find();

    private Places() {}

    private static Path find() {
        try {
            Path classes = Path.of(Places.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return classes.resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The folder of this module.
    public static Path module() {
        return MODULE;
    }

    static Path results() {
        return MODULE.resolve("results");
    }

    static Path results(Work work) {
        return results().resolve(work.title() + ".json");
    }

    static Path machine() {
        return results().resolve("machine.txt");
    }

    static Path log(Work work, String contender) {
        return MODULE.resolve("target/rivals/" + work.title() + "-" + contender + ".log");
    }

    static Path tables() {
        return MODULE.resolve("RESULTS.md");
    }
}
