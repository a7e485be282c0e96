package dev.troupe.tools;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `ops/troupe` starts for `dashboard` and `top`. It ends with 0, with 1 if something has failed, or with 2 if the arguments can't
/// be understood.
@Command(name = "ops/troupe", subcommands = {DashboardCommand.class,
    TopCommand.class}, synopsisSubcommandLabel = "dashboard|top")
public final class Tools implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Tools() {}

    /// Runs what the arguments ask for, and ends the JVM.
    ///
    /// @param arguments `dashboard` or `top`, and what they take
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /// Runs what the arguments ask for.
    ///
    /// @return the exit code
    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new Tools());
        line.setOut(new PrintWriter(out, true, out.charset()));
        line.setErr(new PrintWriter(err, true, err.charset()));
        line.setUsageHelpWidth(110);
        line.setParameterExceptionHandler((refused, all) -> {
            err.println("troupe: " + refused.getMessage());
            err.println("troupe: try: " + refused.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((thrown, command, all) -> {
            err.println("troupe: " + said(thrown));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    private static String said(Throwable thrown) {
        Throwable shown = thrown instanceof UncheckedIOException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
        String text = shown.getMessage();
        return text == null || text.isBlank() ? shown.toString() : text.lines().findFirst().orElse(text);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command must be given: dashboard or top");
    }

    /// What `--version` says.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"troupe " + System.getProperty("troupe.version", "of an unknown version"),
                "Java " + Runtime.version()};
        }
    }
}
