package dev.troupe.examples;

import java.time.Duration;
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
    /// Runs an example on a thread of its own. One that isn't done in time has failed, and its thread is left behind.
    static Performance of(Example example, Options options, Consumer<String> out, Duration limit) {
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        long start = System.nanoTime();
        Thread thread = Thread.ofPlatform().daemon().name("example " + example.name()).start(() -> {
            try {
                example.program().run(out, options);
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
        if (!ended) return new Performance(example, "it must end in time: limit=" + limit, took);
        return new Performance(example, failure.get(), took);
    }

    /// Its text in one line, or what it is if it says nothing.
    private static String said(Throwable thrown) {
        String text = thrown.getMessage();
        return text == null || text.isBlank()
                ? thrown.getClass().getSimpleName()
                : text.lines().findFirst().orElse(text);
    }
}
