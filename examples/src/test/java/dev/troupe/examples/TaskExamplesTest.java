package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the examples of tasks and of an actor by name print.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskExamplesTest {
    @Test
    void printer() throws Exception {
        assertThat(Output.of(Printer::run)).containsExactly("printer: 3", "printer: 2", "printer: 1");
    }

    @Test
    void roundRobin() throws Exception {
        assertThat(Output.of(RoundRobin::run)).containsExactly("from 2: 2", "from 4: 4", "from 3: 3", "from 2: 1",
                "from 4: 3", "from 3: 2", "from 4: 2", "from 3: 1", "from 4: 1");
    }

    @Test
    void search() throws Exception {
        assertThat(Output.of(Search::run)).containsExactly("0 ms: searching", "2001 ms: searching",
                "3508 ms: found 119218851371");
    }

    @Test
    void monitored() throws Exception {
        assertThat(Output.of(Monitored::run)).containsExactly("waiting ...", "waiting ...", "found 76", "waiting ...",
                "waiting ...", "failed: not found");
    }

    @Test
    void oneCall() throws Exception {
        assertThat(Output.of(OneCall::run)).containsExactly("launched", "got 5");
    }

    @Test
    void manyCalls() throws Exception {
        assertThat(Output.of(ManyCalls::run)).containsExactly("got 385");
    }

    @Test
    void failedCall() throws Exception {
        assertThat(Output.of(FailedCall::run)).containsExactly("failed: For input string: \"three\"",
                "failed: line cut");
    }

    @Test
    void after() throws Exception {
        assertThat(Output.of(After::run)).containsExactly("0 s: waiting", "5 s: waiting", "10 s: 5");
    }

    @Test
    void parallelTasks() throws Exception {
        assertThat(Output.of(ParallelTasks::run)).containsExactly("[1, 4, 9] after 5 s");
    }

    @Test
    void endlessRecursion() throws Exception {
        assertThat(Output.of(EndlessRecursion::run, new Options(10_000, 1, 1, null))).containsExactly("tick 0",
                "tick 2500", "tick 5000", "tick 7500", "tick 10000", "depths of the stack: 1");
    }
}
