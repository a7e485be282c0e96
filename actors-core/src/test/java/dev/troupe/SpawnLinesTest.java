package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.threads.SpawnLinesProbe;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where an actor was spawned is noted if a system property says so, which is read once in a JVM.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpawnLinesTest {
    private static List<String> said(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", path(), SpawnLinesProbe.class.getName()));
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = jvm.inputReader()) {
            List<String> lines = out.lines().toList();
            assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return lines;
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static String path() {
        List<String> path = new ArrayList<>(List.of(Path.of("target/test-classes").toAbsolutePath().toString(),
                Path.of("target/classes").toAbsolutePath().toString()));
        for (String each : new String[] {"jdk.module.path", "java.class.path"})
            if (System.getProperty(each) != null) path.add(System.getProperty(each));
        return String.join(File.pathSeparator, path);
    }

    @Test
    void areNotedIfAskedFor() throws Exception {
        assertThat(said("-Dtroupe.spawn.lines=true")).contains("top SpawnLinesProbe.java:16",
                "top/kid SpawnLinesProbe.java:17", SpawnLinesProbe.class.getName());
    }

    @Test
    void areNotNotedElse() throws Exception {
        assertThat(said()).contains("top null", "top/kid null", SpawnLinesProbe.class.getName());
    }
}
