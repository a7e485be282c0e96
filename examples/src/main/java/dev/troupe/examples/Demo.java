package dev.troupe.examples;

import java.util.List;

/// The demo command: `demo` runs every example, `demo NAME` one, no argument lists them.
public final class Demo {
    /// All examples, in the order in which to meet them.
    static final List<Example> EXAMPLES = List.of(
            new Example("ping-pong", "two named generators that call each other, and rally", PingPong::run),
            new Example("re-entrant", "the same without a scheduler: the error it gives", Reentrant::run),
            new Example("dispatch", "work for three workers, the slow one's result not lost", Dispatch::run),
            new Example("supervised", "a worker that crashes and is started anew, until it is too often",
                    Supervised::run));

    private Demo() {}

    /// Runs what the arguments ask for. Ends with 0, or with 2 if they can't be understood.
    ///
    /// @param arguments `demo`, and the names of examples
    public static void main(String[] arguments) {
        if (arguments.length == 0 || List.of("help", "-h", "--help").contains(arguments[0])) {
            usage();
            return;
        }
        List<String> asked = List.of(arguments).subList(1, arguments.length);
        String unknown = !arguments[0].equals("demo")
                ? arguments[0]
                : asked.stream().filter(name -> find(name) == null).findFirst().orElse(null);
        if (unknown != null) {
            System.err.println("troupe: there is no '" + unknown + "'");
            System.err.println("try: ops/troupe");
            System.exit(2);
        }
        for (Example example : EXAMPLES) if (asked.isEmpty() || asked.contains(example.name())) run(example);
    }

    private static void run(Example example) {
        System.out.println("== " + example.name() + ": " + example.idea());
        example.program().accept(System.out::println);
    }

    private static Example find(String name) {
        for (Example example : EXAMPLES) if (example.name().equals(name)) return example;
        return null;
    }

    private static void usage() {
        System.out.println("ops/troupe demo [EXAMPLE ...]   runs all examples, or the ones named:");
        for (Example example : EXAMPLES) System.out.printf("    %-12s %s%n", example.name(), example.idea());
        System.out.println(
                "ops/troupe bench goals|footprint|rally|JMH-ARGUMENT ...   runs benchmarks, see ops/bench/README.md");
    }
}
