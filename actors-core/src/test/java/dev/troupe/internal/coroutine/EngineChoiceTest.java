package dev.troupe.internal.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which engine a JVM gets, and what it says if it can't have it.
class EngineChoiceTest {
    private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    private static final String EXPORTS = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    @Test
    @Tag("classpath")
    void theEngineInUseIsTheOneThatTheFlagsShouldGive() {
        String expected = System.getProperty("troupe.test.engine");
        assumeThat(expected).isNotNull();
        assertThat(Engine.chosen().name()).isEqualTo(expected);
        assertThat(Engine.chosen().drivesOnVirtualThread()).isEqualTo(expected.equals("baton"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "batons", "virtual,baton"})
    void refusesAnUnknownName(String name) {
        assertThatIllegalStateException().isThrownBy(() -> new EngineChoice(name).choose())
                .withMessage("troupe.coroutines must be auto, baton, virtual or continuation: value=" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baton", "BATON", " Baton "})
    void takesTheBatonAnywhereAndNamesLoosely(String name) {
        assertThat(new EngineChoice(name).choose()).isInstanceOf(BatonEngine.class);
    }

    @Test
    @Tag("classpath")
    void refusesAnEngineWhoseFlagIsMissingAndPrintsIt() {
        String recipient = EngineChoice.class.getModule().isNamed() ? "dev.troupe" : "ALL-UNNAMED";
        if (!VirtualEngine.available())
            assertThatIllegalStateException().isThrownBy(() -> new EngineChoice("virtual").choose())
                    .withMessageContaining("engine=virtual")
                    .withMessageContaining("flag=--add-opens=java.base/java.lang=" + recipient);
        else
            assertThat(new EngineChoice("virtual").choose()).isInstanceOf(VirtualEngine.class);
        if (!ContinuationEngine.available())
            assertThatIllegalStateException().isThrownBy(() -> new EngineChoice("continuation").choose())
                    .withMessageContaining("engine=continuation")
                    .withMessageContaining("flag=--add-exports=java.base/jdk.internal.vm=" + recipient);
        else
            assertThat(new EngineChoice("continuation").choose()).isInstanceOf(ContinuationEngine.class);
        assertThat(VirtualEngine.available() && ContinuationEngine.available())
                .as("no execution of the suite has both flags, so a refusal is seen in each").isFalse();
    }

    @Test
    void autoTakesTheBestThatIsSafe() {
        assertThat(new EngineChoice("auto").choose().name())
                .isEqualTo(VirtualEngine.available() ? "virtual" : "baton");
    }

    /// In a JVM of its own, on the class path: what `Engine.chosen()` says, twice.
    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(delimiter = '|', value = {
        "-Da=b | baton", OPENS + " | virtual", EXPORTS + " | baton", OPENS + " " + EXPORTS + " | virtual",
        EXPORTS + " -Dtroupe.coroutines=continuation | continuation",
        OPENS + " -Dtroupe.coroutines=baton | baton",
        "-Dtroupe.coroutines=virtual | the coroutine engine needs a flag for the JVM: engine=virtual, flag=" + OPENS,
        "-Dtroupe.coroutines=continuation | the coroutine engine needs a flag for the JVM: engine=continuation, flag="
                + EXPORTS,
        "-Dtroupe.coroutines=quick | troupe.coroutines must be auto, baton, virtual or continuation: value=quick"})
    void aJvmGetsWhatItsFlagsAllow(String flags, String says) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx64m"));
        command.addAll(List.of(flags.split(" ")));
        command.addAll(List.of("-cp", classPath(), EngineProbe.class.getName()));
        Path output = Files.createTempFile("engine", ".txt");
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(output)).containsExactly(says, says);
        Files.delete(output);
    }

    private static String classPath() throws Exception {
        Path target = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
        return String.join(File.pathSeparator, target.resolve("classes").toString(),
                target.resolve("test-classes").toString(), jarOf("org.jctools.queues.MessagePassingQueue"),
                jarOf("org.slf4j.Logger"));
    }

    private static String jarOf(String type) throws Exception {
        return Path.of(Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
