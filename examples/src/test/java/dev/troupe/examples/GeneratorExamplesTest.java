package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the examples of generators print.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorExamplesTest {
    @Test
    void countdown() throws Exception {
        assertThat(Output.of(Countdown::run)).containsExactly("T minus 3", "T minus 2", "T minus 1", "lift-off");
    }

    @Test
    void receiver() throws Exception {
        assertThat(Output.of(Receiver::run)).containsExactly("got 43", "got [1, 2, 3]", "got Hello");
    }

    @Test
    void averager() throws Exception {
        assertThat(Output.of(Averager::run)).containsExactly("10 makes 10.0", "20 makes 15.0", "60 makes 30.0",
                "closed after 3");
    }

    @Test
    void chain() throws Exception {
        assertThat(Output.of(Chain::run)).containsExactly("a", "b", "1", "2", "3", "2", "1", "c");
    }

    @Test
    void flatten() throws Exception {
        assertThat(Output.of(Flatten::run)).containsExactly("actors are named generators with mailboxes");
    }

    @Test
    void fibonacci() throws Exception {
        assertThat(Output.of(Fibonacci::run)).containsExactly("[0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]",
                "then CLOSED");
    }

    @Test
    void csvLookup() throws Exception {
        assertThat(Output.of(CsvLookup::run)).containsExactly("city-120: city-120,120000, after 120 lines",
                "city-7: city-7,7000, after 120 lines", "city-300: city-300,300000, after 300 lines",
                "Atlantis: null, after 10000 lines");
    }

    @Test
    void raiseInto() throws Exception {
        assertThat(Output.of(RaiseInto::run)).containsExactly("1", "2", "the worker caught: take this",
                "the delegator only looks on", "the caller caught: take that", "CLOSED and CLOSED");
    }

    @Test
    void returnValue() throws Exception {
        assertThat(Output.of(ReturnValue::run)).containsExactly("next is 1", "next is 2",
                "the outer one is told hello", "the caller is told goodbye");
    }

    @Test
    void states() throws Exception {
        assertThat(Output.of(States::run)).containsExactly("at first: CREATED", "it yielded a value: SUSPENDED",
                "in its body: RUNNING", "it yielded another: SUSPENDED", "at its end: CLOSED");
    }

    @Test
    void temporaryFolder() throws Exception {
        assertThat(Output.of(TemporaryFolder::run)).containsExactly("inside: remember", "afterwards: gone");
    }

    @Test
    void timed() throws Exception {
        assertThat(Output.of(Timed::run)).satisfiesExactly(
                line -> assertThat(line).matches("counting: done in \\d+ ms"),
                line -> assertThat(line).matches("dividing: failed in \\d+ ms"),
                line -> assertThat(line).isEqualTo("the block's failure: / by zero"));
    }
}
