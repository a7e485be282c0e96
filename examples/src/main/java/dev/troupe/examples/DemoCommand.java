package dev.troupe.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ops/troupe demo`: reads what is asked for, and has it shown.
@NullMarked
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Demo.Version.class, sortOptions = false, description = "Runs examples. Without a name: a piece of each.", footerHeading = "%nExit codes: 0, 1 if an example failed, 2 if this can't be understood.%n%nExamples, and the options that each takes:%n")
final class DemoCommand implements Callable<Integer> {
    /// How bodies are suspended. The script has given the JVM the flags for it.
    enum Engine {
        auto, baton, virtual, continuation
    }

    private final Show show;
    private final Options standard = Options.standard();
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Examples, shown in full; or all, for one line about each.")
    private List<String> names = new ArrayList<>();
    @Option(names = "--messages", paramLabel = "N", description = "How many messages, jobs or transfers.")
    private int messages = standard.messages();
    @Option(names = "--threads", paramLabel = "N", description = "How many worker threads.")
    private int threads = standard.threads();
    @Option(names = "--engine", paramLabel = "ENGINE", description = "One of ${COMPLETION-CANDIDATES}.")
    private Engine engine = Engine.auto;
    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers begin.")
    private long seed = standard.seed();
    @Option(names = "--file", paramLabel = "FILE", description = "What to read, such as a log.")
    private @Nullable Path file;
    @Option(names = "--port", paramLabel = "N", description = "Where to listen; 0 for any that is free.")
    private int port = standard.port();

    DemoCommand(Screen screen) {
        this.show = new Show(screen);
    }

    @Spec
    void spec(CommandSpec spec) {
        this.spec = spec;
        spec.usageMessage().footer(Examples.ALL.stream()
                .map(DemoCommand::listed)
                .toArray(String[]::new));
    }

    @Override
    public Integer call() {
        Options options = options();
        suspendBy(engine);
        if (names.equals(List.of("all"))) return show.summaries(Examples.ALL, options, Show.ALL_LIMIT);
        List<Example> asked = names.stream().map(this::find).toList();
        return asked.isEmpty()
                ? show.pieces(Examples.ALL, options, Show.PIECES_LIMIT)
                : show.inFull(asked, options, given());
    }

    private static String listed(Example example) {
        String options = example.options().isEmpty() ? "" : " [" + String.join(" ", example.options()) + "]";
        return ("  %-18s %s".formatted(example.name(), example.idea()) + options).replace("%", "%%");
    }

    /// The options that are for examples, and were given. How bodies are suspended matters to all.
    private List<String> given() {
        return spec.commandLine().getParseResult().matchedOptions().stream().map(OptionSpec::longestName)
                .filter(name -> !name.equals("--engine")).distinct().toList();
    }

    private Options options() {
        if (file != null && !Files.isReadable(file)) throw wrong("file must be there to be read: file=" + file);
        if (file != null && Files.isDirectory(file)) throw wrong("file must not be a directory: file=" + file);
        try {
            return new Options(messages, threads, seed, file, port);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Example find(String name) {
        if (name.equals("all")) throw wrong("all must stand alone: names=" + names);
        return Examples.find(name).orElseThrow(() -> wrong("there is no example '" + name + "'"
                + Nearest.to(name, Examples.names()).map(nearest -> ", did you mean " + nearest + "?").orElse("")));
    }

    /// The library looks at the property when it is first used.
    private static void suspendBy(Engine engine) {
        if (engine != Engine.auto) System.setProperty("troupe.coroutines", engine.name());
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
