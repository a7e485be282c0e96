package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What shows from outside only: the demo as a process, and the script that starts it.
@Tag("command")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTest {
    private static final Path SCRIPT = Path.of("..", "ops", "troupe");

    @TempDir
    private Path folder;

    /// What a process has said, and how it has ended.
    private record Ended(int code, List<String> out, List<String> err) {}

    private Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Ended end(Process process, List<String> out) throws Exception {
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("it ends").isTrue();
        return new Ended(process.exitValue(), out, Files.readAllLines(folder.resolve("err")));
    }

    private Ended run(Map<String, String> environment, List<String> command) throws Exception {
        Process process = start(environment, command);
        try (BufferedReader out = process.inputReader()) {
            return end(process, out.lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> demo(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx256m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Demo.class.getName(), "demo"));
        command.addAll(List.of(arguments));
        return command;
    }

    // ---- the demo

    @Test
    void whereNobodyReadsAnyMoreItEnds() throws Exception {
        Process process = start(Map.of(), demo("all"));
        try {
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine()).startsWith(Examples.names().getFirst());
            }
            Ended ended = end(process, List.of());
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).containsExactly("troupe: nobody reads the output any more");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void intoAPipeNoEscapeCodesGo() throws Exception {
        Ended ended = run(Map.of("TERM", "xterm"), demo("ping-pong"));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).hasSize(11).noneMatch(line -> line.contains("\u001B"));
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aWrongArgumentEndsWithTwoAndNoTrace() throws Exception {
        Ended ended = run(Map.of(), demo("ping-pong", "--threads", "0"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).hasSize(2).first()
                .isEqualTo("troupe: threads must be between 1 and 256: threads=0");
    }

    @Test
    void theEngineAskedForIsUsed() throws Exception {
        List<String> command = new ArrayList<>(demo("ping-pong", "--engine", "continuation"));
        assertThat(run(Map.of(), command).err()).first().asString().startsWith("troupe: ping-pong failed:")
                .contains("--add-exports");
        command.add(1, "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
        assertThat(run(Map.of(), command).code()).isZero();
    }

    // ---- the script, in a checkout with a JDK and a Maven that only say what they were called with

    private Ended script(String... arguments) throws Exception {
        Path jdk = folder.resolve("jdk");
        if (!Files.exists(jdk)) {
            executable(folder.resolve("checkout/ops/troupe"), Files.readString(SCRIPT));
            Files.writeString(folder.resolve("checkout/pom.xml"), Files.readString(Path.of("..", "pom.xml")));
            for (String module : List.of("actors-core", "examples", "ops/bench")) {
                Files.createDirectories(folder.resolve("checkout/" + module + "/src/main"));
                Files.writeString(folder.resolve("checkout/" + module + "/pom.xml"), "");
            }
            executable(jdk.resolve("bin/javac"), "");
            executable(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
            executable(folder.resolve("bin/mvn"),
                    """
                            #!/bin/sh
                            for each in actors-core examples ops/bench; do
                                mkdir -p $each/target/maven-status/maven-compiler-plugin/compile/default-compile
                                touch $each/target/class-path $each/target/maven-status/maven-compiler-plugin/compile/default-compile/inputFiles.lst
                            done
                            """);
        }
        List<String> command = new ArrayList<>(List.of(folder.resolve("checkout/ops/troupe").toString()));
        command.addAll(List.of(arguments));
        return run(Map.of("JAVA_HOME", jdk.toString(), "PATH", folder.resolve("bin") + ":" + System.getenv("PATH")),
                command);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theScriptAloneSaysWhatThereIs() throws Exception {
        for (String help : List.of("help", "--help")) assertThat(script(help)).isEqualTo(script());
        assertThat(script().code()).isZero();
        assertThat(script().out()).first().asString().matches("Troupe \\d.*, an actor library for Java 25\\.");
        for (String command : List.of("demo", "gallery", "bench", "stress", "help"))
            assertThat(script().out()).anyMatch(line -> line.startsWith("  ops/troupe " + command));
        assertThat(script("--version").out()).hasSize(1).first().asString().matches("troupe \\d+\\.\\d+.*");
    }

    @Test
    void theScriptRefusesWhatItDoesntKnow() throws Exception {
        assertThat(script("dance")).isEqualTo(
                new Ended(2, List.of(), List.of("troupe: there is no 'dance': ops/troupe says what there is")));
    }

    @Test
    void theScriptBuildsWhatIsMissingAndSaysSo() throws Exception {
        assertThat(script("demo").err()).containsExactly("troupe: building examples ...");
        assertThat(script("demo").err()).isEmpty();
    }

    @Test
    void theScriptRefusesWhereItCantBuild() throws Exception {
        assertThat(script("help").code()).isZero(); // makes the checkout
        for (String module : List.of("examples", "actors-core")) {
            Path target = folder.resolve("checkout/" + module + "/target");
            Files.writeString(target, "no folder"); // root may write anywhere, but not here
            assertThat(script("demo")).isEqualTo(new Ended(2, List.of(), List.of(
                    "troupe: the build must be able to write: folder=" + target.toRealPath())));
            Files.delete(target);
        }
        assertThat(script("demo").code()).isZero();
    }

    @Test
    void theScriptGivesTheFlagsOfTheEngine() throws Exception {
        String opens = "--add-opens=java.base/java.lang=ALL-UNNAMED";
        String exports = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";
        String property = "-Dtroupe.coroutines=";
        assertThat(script("demo").out()).contains(opens, "dev.troupe.examples.Demo", "demo").doesNotContain(exports)
                .noneMatch(line -> line.startsWith(property));
        assertThat(script("demo", "--engine", "auto").out()).contains(opens)
                .noneMatch(line -> line.startsWith(property));
        assertThat(script("demo", "all", "--engine", "baton").out()).contains(property + "baton")
                .doesNotContain(opens, exports);
        assertThat(script("demo", "--engine=virtual", "bank").out()).contains(opens, property + "virtual");
        assertThat(script("demo", "--engine=continuation").out()).contains(exports, property + "continuation")
                .doesNotContain(opens);
        assertThat(script("bench", "-Xmx1g", "rally", "bodies").out()).contains(opens, exports, "-Xmx1g")
                .endsWith("dev.troupe.bench.Bench", "rally", "bodies");
    }
}
