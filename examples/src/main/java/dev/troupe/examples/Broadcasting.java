package dev.troupe.examples;

import dev.troupe.coroutine.Pipeline;
import dev.troupe.coroutine.Sink;
import java.util.function.Consumer;

/// The same lines for three filters at once; each counts what gets through it. The log is read once.
final class Broadcasting {
    private Broadcasting() {}

    private static Sink<String, String> count(String pattern) {
        return Pipeline.<String>start().filter(line -> line.contains(pattern)).into(in -> {
            int count = 0;
            for (String _ : in) count++;
            return pattern + ": " + count;
        });
    }

    static void run(Consumer<String> out, Options options) throws Exception {
        var counts = Sink.broadcast(count("python"), count("favicon"), count("images"));
        AccessLog.into(counts, options).forEach(out);
    }
}
