package dev.troupe.examples;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What an example may be told from outside.
///
/// @param messages how many messages, or steps
/// @param threads how many threads
/// @param seed of random numbers
/// @param file to be read; none: the example makes its own input
record Options(int messages, int threads, long seed, @Nullable Path file) {
    static Options standard() {
        return new Options(10_000, 2, 42, null);
    }
}
