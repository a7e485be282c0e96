package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariant 6, and S19 of the supervision, for a JVM that ends while a system lives: its actors are unwound, and its hooks run.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseWithJvmTest {
    private static final List<String> SYSTEM = List.of("SERVICES, actors: [waits]", "ACTORS, actors: [waits]",
            "finally",
            "OFFLOAD, actors: []", "TRANSPORT, actors: []");

    @Test
    @Tag("classpath")
    void aSignalToEndClosesTheSystem() throws Exception {
        Process jvm = jvm("signal");
        try (BufferedReader out = jvm.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            jvm.toHandle().destroy(); // which leaves its output open
            assertThat(out.lines()).containsExactlyElementsOf(SYSTEM);
            assertThat(ended(jvm)).isEqualTo(128 + 15);
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void anExitClosesTheSystem() throws Exception {
        Process jvm = jvm("exit");
        try (BufferedReader out = jvm.inputReader()) {
            // it may be closed before its actor has begun, and then says so
            assertThat(out.lines().filter(line -> line.contains(", actors: "))
                    .map(line -> line.substring(0, line.indexOf(',')))).containsExactly("SERVICES", "ACTORS", "OFFLOAD",
                            "TRANSPORT");
            assertThat(ended(jvm)).isEqualTo(3);
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void anActorThatExitsIsOneThatDoesntEnd() throws Exception {
        Process jvm = jvm("actor");
        try (BufferedReader out = jvm.inputReader()) {
            List<String> said = out.lines().toList();
            assertThat(said).contains("ready").anyMatch(line -> line.startsWith("SERVICES"))
                    .anyMatch(line -> line.contains("WARN") && line.contains("exits"));
            assertThat(ended(jvm)).isEqualTo(4);
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void aSystemMadeWhileTheJvmEndsWorks() throws Exception {
        Process jvm = jvm("late");
        try (BufferedReader out = jvm.inputReader()) {
            assertThat(out.lines()).containsExactly("late");
            assertThat(ended(jvm)).isZero();
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void aClosedSystemIsForgotten() {
        List<WeakReference<ActorSystem>> closed = new ArrayList<>();
        for (int n = 0; n < 3; n++) closed.add(new WeakReference<>(closedSystem()));
        Stage.eventually(() -> {
            System.gc();
            return closed.stream().allMatch(system -> system.get() == null);
        });
    }

    private static ActorSystem closedSystem() {
        try (ActorSystem system = ActorSystem.builder().closeWithJvm(true).build()) {
            system.spawn("b", Object.class, self -> self.receive());
            system.run();
            return system;
        }
    }

    private static int ended(Process jvm) throws InterruptedException {
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return jvm.exitValue();
    }

    /// A JVM like this one: a module where this is one, with the same engine and scheduler.
    private static Process jvm(String end) throws Exception {
        boolean module = ActorSystem.class.getModule().isNamed();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx64m"));
        String scheduler = System.getProperty("troupe.scheduler");
        if (scheduler != null) command.add("-Dtroupe.scheduler=" + scheduler);
        String opened = module ? "dev.troupe" : "ALL-UNNAMED";
        switch (System.getProperty("troupe.test.engine", "")) {
            case "virtual" -> command.add("--add-opens=java.base/java.lang=" + opened);
            case "continuation" -> command.addAll(List.of("--add-exports=java.base/jdk.internal.vm=" + opened,
                    "-Dtroupe.coroutines=continuation"));
            default -> {}
        }
        Path target = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
        String tests = target.resolve("test-classes").toString();
        String path = module
                ? System.getProperty("jdk.module.path")
                : String.join(File.pathSeparator, target.resolve("classes").toString(), tests,
                        jarOf("org.jctools.queues.MessagePassingQueue"),
                        jarOf("org.jctools.queues.varhandle.MpscLinkedVarHandleQueue"), jarOf("org.slf4j.Logger"));
        String probe = CloseWithJvmProbe.class.getName();
        command.addAll(module
                ? List.of("--module-path", path, "--patch-module", "dev.troupe=" + tests, "-m", "dev.troupe/" + probe)
                : List.of("-cp", path, probe));
        command.add(end);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String jarOf(String type) throws Exception {
        return Path.of(Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
