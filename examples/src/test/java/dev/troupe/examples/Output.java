package dev.troupe.examples;

import java.util.ArrayList;
import java.util.List;

/// What an example says.
final class Output {
    private Output() {}

    static List<String> of(Example.Plain program) throws Exception {
        return of((out, options) -> program.run(out), Options.standard());
    }

    static List<String> of(Example.Program program, Options options) throws Exception {
        List<String> lines = new ArrayList<>();
        program.run(lines::add, options);
        return lines;
    }
}
