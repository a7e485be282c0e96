package dev.troupe.tools;

import dev.troupe.ops.Dashboard;
import dev.troupe.ops.DashboardBuilder;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ops/troupe dashboard`: a lively system and its dashboard.
@Command(name = "dashboard", mixinStandardHelpOptions = true, versionProvider = Tools.Version.class, sortOptions = false, description = "Starts a lively system and its dashboard, and prints the address; until it is interrupted.", footer = {
    "", "Exit codes: 0, 1 if it can't start, 2 if the arguments can't be understood."})
final class DashboardCommand implements Callable<Integer> {
    private static final int STANDARD_PORT = 8787;
    private static final long CLOSE_SECONDS = 15;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "N", description = "Where to listen (${DEFAULT-VALUE}); 0 for any that is free.")
    private int port = STANDARD_PORT;
    @Option(names = "--address", paramLabel = "HOST", description = "Where to listen (${DEFAULT-VALUE}). Off loopback a token is asked for, and printed.")
    private String address = "127.0.0.1";
    @Option(names = "--token", paramLabel = "TOKEN", description = "What to ask for; or in TROUPE_TOKEN.")
    private @Nullable String token = System.getenv("TROUPE_TOKEN");
    @Option(names = "--bodies", description = "Lets traces show what messages say, and not only their classes.")
    private boolean bodies;
    @Option(names = "--no-processes", description = "Starts no child process.")
    private boolean withoutProcesses;
    @Option(names = "--seconds", paramLabel = "N", description = "Ends after that time; 0 for never (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        if (seconds < 0)
            throw new ParameterException(spec.commandLine(), "seconds must be >= 0: seconds=" + seconds);
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (DemoSystem demo = DemoSystem.start(!withoutProcesses); Dashboard dashboard = start(demo)) {
            // An interrupt ends the JVM as soon as its hooks have ended: so this one waits until all is closed.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                over.countDown();
                awaitQuietly(closed);
            }));
            out.println("dashboard: " + dashboard.uri());
            dashboard.token().ifPresent(asked -> {
                out.println("token: " + asked);
                out.println("both at once: " + dashboard.uri() + "?token=" + asked);
            });
            boolean _ = over.await(seconds == 0 ? Long.MAX_VALUE : seconds, TimeUnit.SECONDS);
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            boolean _ = latch.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Dashboard start(DemoSystem demo) {
        DashboardBuilder builder = Dashboard.of(demo.system()).port(port).address(address).bodies(bodies);
        if (token != null) builder = builder.token(token);
        return builder.start();
    }
}
