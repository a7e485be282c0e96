package dev.troupe.tools;

import java.time.Duration;
import java.util.Locale;

/// Figures as people read them, in a few characters.
final class Units {
    private static final double THOUSAND = 1_000;
    private static final String[] TIMES = {"ns", "us", "ms", "s"};
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB"};
    private static final String[] COUNTS = {"", "k", "M", "G", "T"};
    private static final double KIBI = 1_024;

    private Units() {}

    /// Such as `12.3k`; `-` if it isn't known, which a negative number says.
    static String count(double value) {
        return value < 0 ? "-" : scaled(value, THOUSAND, COUNTS, "");
    }

    /// Such as `4.1 ms`; `-` if it isn't known.
    static String time(double nanos) {
        return nanos < 0 ? "-" : scaled(nanos, THOUSAND, TIMES, " ");
    }

    /// Such as `64.0 MB`, in powers of 1,024.
    static String bytes(double bytes) {
        return bytes < 0 ? "-" : scaled(bytes, KIBI, BYTES, " ");
    }

    /// Such as `12%`.
    static String share(double share) {
        return share < 0 ? "-" : Math.round(share * 100) + "%";
    }

    /// Such as `1:02:03`.
    static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static String scaled(double value, double step, String[] names, String gap) {
        int name = 0;
        double rest = value;
        // Not below what would be rounded up to the step.
        while (rest >= step - 0.5 && name < names.length - 1) {
            rest /= step;
            name++;
        }
        boolean whole = name == 0 && rest == Math.rint(rest) || rest >= 100;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", rest) + gap + names[name];
    }
}
