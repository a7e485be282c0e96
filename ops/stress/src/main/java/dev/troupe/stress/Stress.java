package dev.troupe.stress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.TestGrading;

/// What `ops/troupe stress` starts: jcstress, with its own arguments, and a line for each test at the end. Which
/// tests: those that come first on the class path.
///
/// Quick, in one JVM setting, with `quick` as the first argument: what each build does.
final class Stress {
    private static final List<String> QUICK = List.of("-iters", "1", "-sc", "false",
            "-af", "NONE", "-hs", "256", "-jvmArgs", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    private Stress() {}

    public static void main(String[] args) throws Exception {
        Path results = Path.of(System.getProperty("troupe.stress.results", "target/jcstress"));
        Files.createDirectories(results);
        List<String> all = new ArrayList<>(List.of("-r", results + "/"));
        List<String> given = new ArrayList<>(List.of(args));
        if (!given.isEmpty() && given.getFirst().equals("quick")) {
            given.removeFirst();
            all.addAll(QUICK);
            if (!given.contains("-time")) all.addAll(List.of("-time", "500"));
            if (!given.contains("-f")) all.addAll(List.of("-f", "1"));
        }
        all.addAll(given);
        Options options = new Options(all.toArray(new String[0]));
        if (!options.parse()) System.exit(2);
        JCStress stress = new JCStress(options);
        if (options.shouldList()) {
            stress.getTests().forEach(System.out::println);
            return;
        }
        try {
            stress.run();
        } catch (AssertionError e) {
            // what has failed is told below, beside the rest
        }
        System.exit(tell(Path.of(options.getResultFile())) ? 0 : 1);
    }

    /// Tells what came of each test.
    ///
    /// @return whether all have held
    private static boolean tell(Path file) throws Exception {
        List<TestResult> found = Collections.synchronizedList(new ArrayList<>());
        DiskReadCollector reader = new DiskReadCollector(file.toString(), found::add);
        reader.dump();
        reader.close();
        Files.deleteIfExists(file);
        System.out.println();
        boolean hold = !found.isEmpty();
        for (String test : found.stream().map(TestResult::getName).distinct().sorted().toList()) {
            boolean passed = true;
            long samples = 0;
            List<String> told = new ArrayList<>();
            for (TestResult result : found) {
                if (!result.getName().equals(test)) continue;
                TestGrading grading = TestGrading.grade(result);
                passed &= result.status() == Status.NORMAL && grading.isPassed;
                samples += result.getTotalCount();
                if (result.status() != Status.NORMAL) told.add(result.status() + " " + result.getMessages());
                Stream<String> states = grading.gradingResults.values().stream().filter(one -> one.count > 0)
                        .map(one -> one.id + " " + one.expect + " " + one.count);
                told.addAll(states.toList());
            }
            hold &= passed;
            System.out.println("stress: " + (passed ? "HELD " : "FAILED ") + test + " samples=" + samples + " " + told);
        }
        return hold;
    }
}
