package dev.troupe.examples;

import dev.troupe.coroutine.Pipeline;
import java.util.function.Consumer;

/// Lines of an access log, sent through a filter into a loop that waits for what gets through: it prints the first three and
/// counts on.
final class LogFilter {
    private LogFilter() {}

    static void run(Consumer<String> out, Options options) throws Exception {
        var icons = Pipeline.<String>start().filter(line -> line.contains("favicon")).into(in -> {
            int count = 0;
            for (String line : in) if (++count <= 3) out.accept(line);
            return count;
        });
        out.accept("lines with favicon: " + AccessLog.into(icons, options));
    }
}
