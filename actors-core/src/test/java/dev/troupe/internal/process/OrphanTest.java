package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A parent that is killed can't end its children: they do so themselves.
class OrphanTest extends WithProcesses {
    private Process parent(String what, String... options) throws Exception {
        Path classes = TEST_CLASSES.resolveSibling("classes");
        String path = String.join(File.pathSeparator, classes.toString(), TEST_CLASSES.toString(),
                Path.of(Class.forName("org.slf4j.Logger").getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString());
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp", path,
                OrphanProbe.class.getName(), TEST_CLASSES.toString(), what).redirectErrorStream(true);
        for (String variable : options) builder.environment().put(variable, "-XX:+UseParallelGC");
        return builder.start();
    }

    @Test
    void childrenDieWithAParentThatIsKilled() throws Exception {
        Process parent = parent("busy");
        List<ProcessHandle> all = new ArrayList<>();
        try (BufferedReader lines = parent.inputReader()) {
            while (all.size() < 3) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("idle ") || line.startsWith("hanging ") || line.startsWith("started "))
                    all.add(ProcessHandle.of(Long.parseLong(line.substring(line.indexOf(" ") + 1))).orElseThrow());
            }
            assertThat(all).allMatch(ProcessHandle::isAlive);
            parent.toHandle().destroyForcibly();
            parent.waitFor();
        }
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void noDirectoryIsLeftByAParentThatIsKilledWhileOneStarts() throws Exception {
        for (int i = 0; i < 3; i++) {
            Process parent = parent("starting");
            try (BufferedReader lines = parent.inputReader()) {
                String line = lines.readLine(); // it has made the directory, and the child's process
                assertThat(line).startsWith("starting ");
                ProcessHandle child = ProcessHandle.of(Long.parseLong(line.substring("starting ".length())))
                        .orElseThrow();
                parent.toHandle().destroyForcibly();
                parent.waitFor();
                await().until(() -> !child.isAlive());
            }
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void theParentsOwnOptionsAreNotForThem() throws Exception {
        Process parent = parent("once", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
        try (BufferedReader lines = parent.inputReader()) {
            assertThat(lines.lines()).contains("answered 42");
        }
        assertThat(parent.waitFor()).isZero();
    }
}
