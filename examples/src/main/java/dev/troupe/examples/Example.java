package dev.troupe.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// One of the programs that the demo can run.
///
/// Its output is the same on each run and under each engine, but for what is masked: its page in the gallery shows it, and
/// a test compares.
///
/// @param name how it is asked for
/// @param idea what it shows, in a line
/// @param source the class with its source
/// @param program gives its output line by line
/// @param options the names of those that it heeds, such as `--seed`
/// @param masks what varies in its output, as patterns, with what a page shows instead
@NullMarked
record Example(String name, String idea, Class<?> source, Program program, List<String> options,
        Map<String, String> masks) {

    /// A program that heeds options.
    interface Program {
        void run(Consumer<String> out, Options options) throws Exception;
    }

    /// A program that always does the same.
    interface Plain {
        void run(Consumer<String> out) throws Exception;
    }

    static Example of(String name, String idea, Class<?> source, Plain program) {
        return new Example(name, idea, source, (out, options) -> program.run(out), List.of(), Map.of());
    }

    static Example of(String name, String idea, Class<?> source, Program program, String option, String... more) {
        return new Example(name, idea, source, program, Stream.concat(Stream.of(option), Stream.of(more)).toList(),
                Map.of());
    }

    /// The same, whose page shows something else for what fits a pattern.
    Example masking(String pattern, String shown) {
        Map<String, String> more = new LinkedHashMap<>(masks);
        more.put(pattern, shown);
        return new Example(name, idea, source, program, options, more);
    }

    /// A line of its output as a page shows it.
    String masked(String line) {
        String shown = line;
        for (var mask : masks.entrySet()) shown = shown.replaceAll(mask.getKey(), mask.getValue());
        return shown;
    }
}
