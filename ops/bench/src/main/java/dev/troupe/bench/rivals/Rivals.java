package dev.troupe.bench.rivals;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs all workloads with all contenders, keeps what JMH says as JSON, one file for each workload, and writes the tables.
///
/// `short` or `full`, then the workloads if not all; or `table`, to write the tables anew from what is there.
public final class Rivals {
    private Rivals() {}

    public static void main(String[] args) throws IOException {
        String first = args.length == 0 ? "short" : args[0];
        if (!first.equals("table")) run(Form.called(first), args);
        Path results = Places.results();
        Path written = Places.tables();
        Files.writeString(written, Tables.of(Results.in(results), Files.readAllLines(Places.machine())));
        System.out.println("written: " + written);
    }

    private static void run(Form form, String[] args) throws IOException {
        List<Work> works = args.length < 2
                ? List.of(Work.values())
                : Arrays.stream(args).skip(1).map(Work::titled).toList();
        Files.createDirectories(Places.results());
        String command = "ops/troupe bench rivals " + String.join(" ", args);
        if (args.length < 2) Files.writeString(Places.machine(), Machine.describe(command));
        else Files.writeString(Places.machine(), Machine.then(command), CREATE, APPEND);
        long start = System.nanoTime();
        for (Work work : works) run(form, work);
        System.out.printf(Locale.ROOT, "took %.1f minutes%n", (System.nanoTime() - start) / 60e9);
    }

    private static void run(Form form, Work work) throws IOException {
        System.out.println(work.title());
        List<RunResult> all = new ArrayList<>();
        for (String contender : work.contenders()) {
            if (!form.has(contender)) continue;
            Path log = Places.log(work, contender);
            Files.createDirectories(log.getParent());
            System.out.printf("  %-26s", contender);
            try {
                Collection<RunResult> results = new Runner(
                        form.options(work, contender).output(log.toString()).verbosity(VerboseMode.NORMAL).build())
                        .run();
                for (RunResult result : results)
                    System.out.printf(Locale.ROOT, " %,15.1f %s%n", result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreUnit());
                all.addAll(results);
            } catch (RunnerException e) {
                System.out.println(" FAILED, see " + log);
            }
        }
        write(all, Places.results(work));
    }

    /// Without the place where this machine has its Java, and without a line for each number.
    private static void write(List<RunResult> results, Path file) throws IOException {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
        String text = Files.readString(file).replaceAll("(?m)^ *\"jvm\" : .*\\n", "");
        Files.writeString(file, text.replaceAll("(?<=[\\[\\],0-9])\\s+(?=[\\[\\]0-9-])", " "));
    }
}
