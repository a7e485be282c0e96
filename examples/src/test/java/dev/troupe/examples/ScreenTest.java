package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Escape codes only where they are understood, and an end where nobody reads.
@Tag("command")
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger closed = new AtomicInteger();

    private Screen screen(boolean rich) {
        return new Screen(stream(out), stream(err), rich, closed::incrementAndGet);
    }

    private static PrintStream stream(OutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }

    @Test
    void codesNeedATerminalThatUnderstandsThem() {
        assertThat(Screen.understandsCodes(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Screen.understandsCodes(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(Screen.understandsCodes(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
        assertThat(Screen.understandsCodes(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Screen.understandsCodes(Map.of())).isFalse();
    }

    @Test
    void aPlainScreenGetsNoCodesAndNoStatus() {
        Screen screen = screen(false);
        screen.status("half of it");
        screen.line(screen.bold("a") + screen.red("b") + screen.green("c"));
        assertThat(text(out)).isEqualTo("abc" + System.lineSeparator());
        assertThat(text(err)).isEmpty();
    }

    @Test
    void aStatusGivesWayToTheNextLine() {
        Screen screen = screen(true);
        screen.status("half");
        screen.line(screen.red("a"));
        screen.line("b");
        assertThat(text(err)).isEqualTo("half\r    \r");
        assertThat(text(out)).startsWith("\u001B[31ma\u001B[0m").contains("b");
    }

    @Test
    void whereNobodyReadsItSaysSoAndEnds() {
        Screen screen = new Screen(stream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        }), stream(err), false, closed::incrementAndGet);
        screen.line("a");
        assertThat(text(err).trim()).isEqualTo("troupe: nobody reads the output any more");
        assertThat(closed).hasValue(1);
    }
}
