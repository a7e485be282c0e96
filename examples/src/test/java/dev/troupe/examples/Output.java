package dev.troupe.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What an example says.
final class Output {
    private Output() {}

    /// An example with options.
    interface Program {
        void run(Consumer<String> out, Options options) throws Exception;
    }

    /// An example without.
    interface Plain {
        void run(Consumer<String> out) throws Exception;
    }

    static List<String> of(Plain program) throws Exception {
        return of((out, options) -> program.run(out), Options.standard());
    }

    static List<String> of(Program program, Options options) throws Exception {
        List<String> lines = new ArrayList<>();
        program.run(lines::add, options);
        return lines;
    }
}
