package dev.troupe.examples;

import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// One run of an example, and what came of it.
///
/// @param example which one
/// @param failure why it failed, in a line; null if it didn't
/// @param took how long
@NullMarked
record Performance(Example example, @Nullable String failure, Duration took) {
    /// Runs an example on a thread of its own. One that isn't done in time has failed; its thread is left behind, and what
    /// it prints from then on is dropped.
    static Performance of(Example example, Options options, Consumer<String> out, Duration limit) {
        AtomicBoolean givenUp = new AtomicBoolean();
        Consumer<String> heard = line -> {
            if (!givenUp.get()) out.accept(line);
        };
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        long start = System.nanoTime();
        Thread thread = Thread.ofPlatform().daemon().name("example " + example.name()).start(() -> {
            try {
                example.program().run(heard, options);
            } catch (Throwable t) {
                failure.set(said(t));
            }
        });
        boolean ended = false;
        try {
            ended = thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        givenUp.set(true);
        if (!ended) return new Performance(example, "it must end in time: limit=" + limit, took);
        return new Performance(example, failure.get(), took);
    }

    /// One that there was no time for.
    static Performance notRun(Example example, Duration limit) {
        return new Performance(example, "not run: no time left, limit=" + limit, Duration.ZERO);
    }

    /// Its text in one line; with what it is, if the text is none or is but a name: an error's, or that of a file.
    static String said(Throwable thrown) {
        String text = thrown.getMessage();
        boolean isName = thrown instanceof Error || thrown instanceof FileSystemException;
        String said = text == null || text.isBlank() || isName ? thrown.toString() : text;
        return said.lines().findFirst().orElse(said);
    }
}
