package dev.troupe.examples;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final Duration ALL_LIMIT = Duration.ofSeconds(100);
    private static final Duration PIECES_LIMIT = Duration.ofSeconds(50);
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final Screen screen;

    Show(Screen screen) {
        this.screen = screen;
    }

    /// These, with all they print.
    int inFull(List<Example> examples, Options options) {
        int failed = 0;
        for (Example example : examples) {
            if (!example.takesOptions() && !options.equals(Options.standard()))
                screen.complain(example.name() + " always does the same: it takes no options");
            title(example);
            failed += ended(Performance.of(example, options, screen::line, NO_LIMIT));
        }
        return failed == 0 ? 0 : 1;
    }

    /// The first lines of each short one.
    int pieces(Options options) {
        int failed = 0;
        List<Example> brief = Examples.ALL.stream().filter(Example::isShort).toList();
        long deadline = System.nanoTime() + PIECES_LIMIT.toNanos();
        for (Example example : brief) {
            title(example);
            AtomicInteger lines = new AtomicInteger();
            failed += ended(Performance.of(example, options, line -> {
                if (lines.incrementAndGet() <= LINES) screen.line(line);
            }, left(deadline)));
            if (lines.get() > LINES) screen.line("... and more: " + (lines.get() - LINES));
            screen.line("");
        }
        screen.line(sum(brief.size(), failed));
        screen.line("One of them in full: ops/troupe demo NAME. All " + Examples.ALL.size()
                + ", a line for each: ops/troupe demo all.");
        return failed == 0 ? 0 : 1;
    }

    /// One line for each.
    int summaries(List<Example> examples, Options options) {
        int failed = 0;
        long deadline = System.nanoTime() + ALL_LIMIT.toNanos();
        try (@Nullable ProgressBar bar = screen.isRich() ? bar(examples.size()) : null) {
            for (Example example : examples) {
                if (bar != null) bar.setExtraMessage(example.name()).refresh();
                Performance done = Performance.of(example, options, line -> {}, left(deadline));
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

    private static Duration left(long deadlineNanos) {
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        return left.compareTo(LIMIT) < 0 ? left : LIMIT;
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
