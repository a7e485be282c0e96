package dev.troupe.bench.offload;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The programs, by the name that the command takes.
enum What {
    FIB("Two sums, one after the other and at once"), PINGS("Pings beside work that computes"), ROUNDTRIP(
            "Empty work, there and back"), PAYLOAD("One MiB to a process and back");

    /// Measures one thing in a JVM of its own.
    interface Program {
        Section run() throws Exception;
    }

    final String title;

    What(String title) {
        this.title = title;
    }

    Program program() {
        return switch (this) {
            case FIB -> new FibSums();
            case PINGS -> new Pings();
            case ROUNDTRIP -> new RoundTrips();
            case PAYLOAD -> new Payload();
        };
    }

    static What named(String name) {
        return Arrays.stream(values()).filter(one -> one.toString().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("offload: say any of "
                        + Arrays.stream(values()).map(What::toString).collect(Collectors.joining(", ")) + ": " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
