package dev.troupe.examples;

import java.util.function.Consumer;

/// One of the programs that the demo can run.
///
/// @param name how it is asked for
/// @param idea what it shows, in a line
/// @param program gives its output line by line
record Example(String name, String idea, Consumer<Consumer<String>> program) {}
