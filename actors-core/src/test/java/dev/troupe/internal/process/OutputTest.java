package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private Output of(String text) {
        Output output = new Output("w-1", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                (worker, line) -> {
                    told.add(line);
                    if (line.equals("bad")) throw new IllegalStateException("refused");
                    if (line.equals("worse")) throw new AssertionError("refused");
                }).start();
        output.await(Duration.ofSeconds(10));
        return output;
    }

    @Test
    void linesEndInAnyWay() {
        assertThat(of("a\n\nb\r\nc").last()).containsExactly("a", "", "b", "c");
        assertThat(told).containsExactly("a", "", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "€", "😀", "aü", "a€", "a😀", "aa😀", "aaa😀"})
    void longLinesAreCutBetweenCharacters(String piece) {
        of(piece.repeat(5_000) + "\nend");
        assertThat(told.getLast()).isEqualTo("end");
        assertThat(String.join("", told.subList(0, told.size() - 1))).isEqualTo(piece.repeat(5_000));
        assertThat(told.subList(0, told.size() - 2)).allSatisfy(
                line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isBetween(4_093, 4_096));
    }

    @Test
    void theLastLinesAreKeptAndShort() {
        String text = String.join("\n", IntStream.range(0, 100).mapToObj(i -> i + "x".repeat(1_000)).toList());
        assertThat(of(text).last()).hasSize(20).first().asString().startsWith("80x").endsWith("…").hasSize(501);
    }

    @Test
    void ofACrashReportTheHeadIsKept() {
        Output output = of("before\n#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n"
                + "#  SIGSEGV (0xb) at pc=0x00007f\n" + "detail\n".repeat(1_000));
        assertThat(output.last()).hasSize(20).startsWith(
                "# A fatal error has been detected by the Java Runtime Environment:", "#",
                "#  SIGSEGV (0xb) at pc=0x00007f", "detail");
        assertThat(output.signal()).isEqualTo("SIGSEGV");
        assertThat(of("SIGSEGV (0xb)").signal()).isNull();
    }

    @Test
    void whoTakesThemMayFail() {
        of("bad\ngood\nworse\nbetter\n");
        assertThat(told).containsExactly("bad", "good", "worse", "better");
    }
}
