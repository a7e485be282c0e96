package dev.troupe.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.NullMarked;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `ops/troupe` starts for `demo` and `gallery`. It ends with 0, with 1 if an example failed, or with 2 if the arguments
/// can't be understood.
@NullMarked
@Command(name = "ops/troupe", subcommands = {DemoCommand.class,
    GalleryCommand.class}, synopsisSubcommandLabel = "demo|gallery")
public final class Demo implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Demo() {}

    /// Runs what the arguments ask for, and ends the JVM.
    ///
    /// @param arguments `demo` or `gallery`, and what they take
    public static void main(String[] arguments) {
        System.exit(run(Screen.ofProcess(), arguments));
    }

    /// Runs what the arguments ask for.
    ///
    /// @return the exit code
    static int run(Screen screen, String... arguments) {
        CommandLine line = new CommandLine(new Demo(), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == DemoCommand.class) return type.cast(new DemoCommand(screen));
                if (type == GalleryCommand.class) return type.cast(new GalleryCommand(screen));
                return CommandLine.defaultFactory().create(type);
            }
        });
        Ansi codes = screen.isRich() ? Ansi.ON : Ansi.OFF;
        line.setColorScheme(CommandLine.Help.defaultColorScheme(codes)).setUsageHelpWidth(110);
        line.setParameterExceptionHandler((refused, all) -> {
            screen.complain(String.valueOf(refused.getMessage()));
            screen.complain("try: " + refused.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((thrown, command, all) -> {
            screen.complain(Performance.said(thrown));
            return CommandLine.ExitCode.SOFTWARE;
        });
        StringWriter help = new StringWriter();
        line.setOut(new PrintWriter(help));
        int code = line.execute(arguments);
        help.toString().lines().forEach(screen::line);
        return code;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command must be given: demo or gallery");
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
