package dev.troupe.tools;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ops/troupe top`: what a dashboard shows, in the terminal.
@Command(name = "top", mixinStandardHelpOptions = true, versionProvider = Tools.Version.class, sortOptions = false, description = "Shows the figures of a running dashboard in the terminal, until it is interrupted.", footer = {
    "", "Exit codes: 0, 1 if nothing answers, 2 if the arguments can't be understood."})
final class TopCommand implements Callable<Integer> {
    /// What actors are sorted by.
    enum Order {
        path, group, state, depth, oldest, processed, rate, restarts
    }

    private static final int WIDTH = 120;
    private static final int HEIGHT = 40;
    private static final double LEAST_SECONDS = 0.1;
    private static final long LONGEST_SILENCE_NANOS = 2_000_000_000;
    private static final String CLEAR = "\u001B[H\u001B[2J\u001B[3J";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "The dashboard's address (${DEFAULT-VALUE}).")
    private URI address = URI.create("http://127.0.0.1:8787/");
    @Option(names = "--token", paramLabel = "TOKEN", description = "Its token, if it has one; or in TROUPE_TOKEN.")
    private @Nullable String token = System.getenv("TROUPE_TOKEN");
    @Option(names = "--sort", paramLabel = "ORDER", description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Order sort = Order.rate;
    @Option(names = "--search", paramLabel = "TEXT", description = "Only actors with this in their name or type.")
    private String search = "";
    @Option(names = "--interval", paramLabel = "SECONDS", description = "Between two looks (${DEFAULT-VALUE}).")
    private double seconds = 2;
    @Option(names = "--once", description = "Looks once more after the interval, and ends.")
    private boolean once;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme)))
            throw new ParameterException(spec.commandLine(),
                    "address must be one of http or https: address=" + address);
        // Also refuses what is no number.
        if (!(seconds >= LEAST_SECONDS && seconds <= Duration.ofHours(1).toSeconds()))
            throw new ParameterException(spec.commandLine(),
                    "interval must be between " + LEAST_SECONDS + " and 3600 seconds: interval=" + seconds);
        PrintWriter out = spec.commandLine().getOut();
        boolean rich = isRich(System.getenv()) && !once;
        TopScreen screen = new TopScreen(asked("COLUMNS", WIDTH), asked("LINES", HEIGHT));
        try (Api api = new Api(address, token)) {
            look(api, screen); // rates are known from the second look on
            do {
                pause(api);
                List<String> lines = look(api, screen);
                if (rich) out.print(CLEAR);
                lines.forEach(out::println);
                if (!rich && !once) out.println();
            } while (!out.checkError() && !once);
        }
        return 0;
    }

    /// A dashboard that nobody asks for five seconds stops to collect, so it is asked in between.
    private void pause(Api api) throws IOException, InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, LONGEST_SILENCE_NANOS)));
            if (end - System.nanoTime() > 0) api.view("overview");
        }
    }

    private List<String> look(Api api, TopScreen screen) throws IOException, InterruptedException {
        boolean greatestFirst = sort != Order.path && sort != Order.group && sort != Order.state;
        String rows = "actors?order=" + sort + "&desc=" + greatestFirst + "&limit=" + screen.height() + "&search="
                + URLEncoder.encode(search, StandardCharsets.UTF_8);
        return screen.lines(api.view("overview"), api.view("workers"), api.view(rows));
    }

    @SuppressWarnings("SystemConsoleNull") // it is where another provider of consoles was chosen
    private static boolean isRich(Map<String, String> environment) {
        @Nullable Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static int asked(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value != null && value.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(value) : otherwise;
    }
}
