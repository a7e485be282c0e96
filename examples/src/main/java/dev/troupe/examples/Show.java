package dev.troupe.examples;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Runs examples and shows what they give: all of it, a piece, or one line. Returns the exit code.
@NullMarked
final class Show {
    /// How much of an example a piece is.
    private static final int LINES = 12;
    private static final Duration LIMIT = Duration.ofSeconds(25);
    static final Duration ALL_LIMIT = Duration.ofSeconds(100);
    static final Duration PIECES_LIMIT = Duration.ofSeconds(50);
    /// For as much as somebody may ask of one example; it is there so that none hangs for ever.
    private static final Duration FULL_LIMIT = Duration.ofMinutes(3);

    private final Screen screen;

    Show(Screen screen) {
        this.screen = screen;
    }

    /// These, with all they print.
    ///
    /// @param given the names of the options that were given
    int inFull(List<Example> examples, Options options, List<String> given) {
        int failed = 0;
        for (Example example : examples) {
            List<String> inVain = given.stream().filter(option -> !example.options().contains(option)).toList();
            if (!inVain.isEmpty())
                screen.complain(example.name() + " doesn't take " + String.join(", ", inVain) + ": "
                        + (example.options().isEmpty()
                                ? "it takes no options"
                                : "it takes " + String.join(", ", example.options())));
            title(example);
            failed += ended(Performance.of(example, options, screen::line, FULL_LIMIT));
        }
        return failed == 0 ? 0 : 1;
    }

    /// The first lines of each.
    ///
    /// @param limit how long all together may take
    int pieces(List<Example> examples, Options options, Duration limit) {
        int failed = 0;
        Deadline deadline = Deadline.in(limit);
        for (Example example : examples) {
            title(example);
            AtomicInteger lines = new AtomicInteger();
            failed += ended(deadline.run(example, options, line -> {
                if (lines.incrementAndGet() <= LINES) screen.line(line);
            }));
            if (lines.get() > LINES) screen.line("... and more: " + (lines.get() - LINES));
            screen.line("");
        }
        screen.line(sum(examples.size(), failed));
        screen.line("One of them in full: ops/troupe demo NAME. All " + Examples.ALL.size()
                + ", a line for each: ops/troupe demo all.");
        return failed == 0 ? 0 : 1;
    }

    /// One line for each.
    ///
    /// @param limit how long all together may take
    int summaries(List<Example> examples, Options options, Duration limit) {
        int failed = 0;
        Deadline deadline = Deadline.in(limit);
        try (@Nullable ProgressBar bar = screen.isRich() ? bar(examples.size()) : null) {
            for (Example example : examples) {
                if (bar != null) bar.setExtraMessage(example.name()).refresh();
                Performance done = deadline.run(example, options, line -> {});
                if (done.failure() != null) failed++;
                screen.line(summary(done));
                if (bar != null) bar.step();
            }
        }
        screen.line(sum(examples.size(), failed));
        return failed == 0 ? 0 : 1;
    }

    private void title(Example example) {
        screen.line(screen.bold("== " + example.name() + ": " + example.idea()));
    }

    private int ended(Performance done) {
        if (done.failure() == null) return 0;
        screen.complain(done.example().name() + " failed: " + done.failure());
        return 1;
    }

    private String summary(Performance done) {
        String result = done.failure() == null ? screen.green("ok    ") : screen.red("failed");
        String line = String.format(Locale.ROOT, "%-18s %s %6d ms", done.example().name(), result,
                done.took().toMillis());
        return done.failure() == null ? line : line + "  " + done.failure();
    }

    private static String sum(int examples, int failed) {
        return examples + " examples, " + (failed == 0 ? "all ok" : failed + " failed");
    }

    /// When all must be done. What comes later isn't run any more.
    private record Deadline(Duration limit, long atNanos) {
        static Deadline in(Duration limit) {
            return new Deadline(limit, System.nanoTime() + limit.toNanos());
        }

        Performance run(Example example, Options options, Consumer<String> out) {
            Duration left = Duration.ofNanos(atNanos - System.nanoTime());
            if (!left.isPositive()) return Performance.notRun(example, limit);
            return Performance.of(example, options, out, left.compareTo(LIMIT) < 0 ? left : LIMIT);
        }
    }

    private ProgressBar bar(int steps) {
        ProgressBarBuilder builder = new ProgressBarBuilder().setInitialMax(steps).setUpdateIntervalMillis(250)
                .setTaskName("examples").setStyle(ProgressBarStyle.ASCII).hideEta().setConsumer(new StatusLine(screen));
        return builder.build();
    }

    /// Draws the bar where it gives way to lines.
    private record StatusLine(Screen screen) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return 70;
        }

        @Override
        public void accept(String bar) {
            screen.status(bar);
        }

        @Override
        public void close() {
            screen.status("");
        }
    }
}
