package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What each example prints.
class ExamplesTest {
    @Test
    void pingPong() {
        assertThat(output(PingPong::run)).containsExactly("ping 0", "pong 1", "ping 2", "pong 3", "ping 4", "pong 5",
                "ping 6", "pong 7", "ping 8", "pong 9");
    }

    @Test
    void reentrant() {
        assertThat(output(Reentrant::run)).containsExactly("ping 0", "pong 1",
                "refused: the generator is already executing: state=RUNNING");
    }

    @Test
    void dispatch() {
        assertThat(output(Dispatch::run)).containsExactly("good-1 adds 26, so far 26", "good-2 adds 42, so far 68",
                "good-1 adds 74, so far 142", "slow adds 10, so far 152", "slow adds 58, so far 210", "sum 210");
    }

    @Test
    void supervised() {
        assertThat(output(Supervised::run)).containsExactly("divider begins",
                "team/divider failed: / by zero", "1: 100 / n = 20", "divider begins", "team/divider failed: / by zero",
                "2: 100 / n = 25", "divider begins", "3: 100 / n = 50", "team/divider failed: / by zero",
                "team failed: a supervisor must not restart its children more often: restarts=2, period=PT5S, "
                        + "child=divider, supervisor=team",
                "team is gone: Failed");
    }

    private static List<String> output(Consumer<Consumer<String>> program) {
        List<String> lines = new ArrayList<>();
        program.accept(lines::add);
        return lines;
    }
}
