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
    @Test
    void childrenDieWithAParentThatIsKilled() throws Exception {
        Path classes = TEST_CLASSES.resolveSibling("classes");
        String path = String.join(File.pathSeparator, classes.toString(), TEST_CLASSES.toString(),
                Path.of(Class.forName("org.slf4j.Logger").getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString());
        Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp", path,
                OrphanProbe.class.getName(), TEST_CLASSES.toString()).redirectErrorStream(true).start();
        List<ProcessHandle> children = new ArrayList<>();
        try (BufferedReader lines = parent.inputReader()) {
            while (children.size() < 2) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("idle ") || line.startsWith("hanging "))
                    children.add(ProcessHandle.of(Long.parseLong(line.substring(line.indexOf(" ") + 1))).orElseThrow());
            }
            assertThat(children).allMatch(ProcessHandle::isAlive);
            parent.toHandle().destroyForcibly();
            parent.waitFor();
        }
        await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
