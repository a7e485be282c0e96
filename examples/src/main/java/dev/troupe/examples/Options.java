package dev.troupe.examples;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What the demo's options say. An example takes what makes sense for it.
///
/// @param messages how many messages, jobs or transfers, more than 0
/// @param threads how many worker threads, 1 to 256
/// @param seed where random numbers begin
/// @param file what to read; null for what the example brings along
/// @param port where to listen; 0 for any that is free
@NullMarked
record Options(int messages, int threads, long seed, @Nullable Path file, int port) {
    private static final Options STANDARD = new Options(1_000, 2, 42, null);

    Options {
        if (messages <= 0) throw new IllegalArgumentException("messages must be > 0: messages=" + messages);
        if (threads <= 0 || threads > 256)
            throw new IllegalArgumentException("threads must be between 1 and 256: threads=" + threads);
        if (port < 0 || port > 65_535)
            throw new IllegalArgumentException("port must be between 0 and 65535: port=" + port);
    }

    Options(int messages, int threads, long seed, @Nullable Path file) {
        this(messages, threads, seed, file, 0);
    }

    /// What an example goes by if nothing is said: a thousand messages, two threads.
    static Options standard() {
        return STANDARD;
    }
}
