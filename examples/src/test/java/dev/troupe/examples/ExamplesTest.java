package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.internal.coroutine.Engine;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What each example prints.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExamplesTest {
    private static List<String> output(String name) throws Exception {
        return output(name, Options.standard());
    }

    private static List<String> output(String name, Options options) throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Examples.find(name).orElseThrow().program().run(lines::add, options);
        return List.copyOf(lines);
    }

    @Test
    void theEngineIsTheOneThatTheFlagsGive() {
        assertThat(Engine.chosen().name()).isEqualTo(System.getProperty("troupe.test.engine"));
    }

    @Test
    void pingPong() throws Exception {
        assertThat(output("ping-pong")).containsExactly("ping 0", "pong 1", "ping 2", "pong 3", "ping 4", "pong 5",
                "ping 6", "pong 7", "ping 8", "pong 9");
    }

    @Test
    void reentrant() throws Exception {
        assertThat(output("re-entrant")).containsExactly("ping 0", "pong 1",
                "refused: the generator is already executing: state=RUNNING");
    }

    @Test
    void dispatch() throws Exception {
        assertThat(output("dispatch")).containsExactly("good-1 adds 26, so far 26", "good-2 adds 42, so far 68",
                "good-1 adds 74, so far 142", "slow adds 10, so far 152", "slow adds 58, so far 210", "sum 210");
    }

    @Test
    void dispatchLost() throws Exception {
        for (int threads : new int[] {1, 2, 8})
            assertThat(output("dispatch-lost", new Options(1, threads, 1, null))).containsExactly(
                    "on threads, the end told to one worker:", "  sum 126 of 210",
                    "  lost: Sum[worker=slow, value=26]", "  lost: Sum[worker=slow, value=58]",
                    "on threads, the end told to both:", "  sum 210 of 210",
                    "without threads, the end told to both:", "  good adds 10", "  good adds 42", "  good adds 74",
                    "  slow adds 26", "  slow adds 58", "  sum 210 of 210");
    }

    @Test
    void routing() throws Exception {
        List<String> output = output("routing", new Options(100, 2, 7, null));
        assertThat(output).hasSize(7).contains("round robin      25     25     25     25",
                "least loaded      1     33     33     33, the first is slow", "broadcast to 4");
        for (String line : output.subList(1, 6))
            assertThat(line.replaceAll("[^0-9 ]", "").trim().split(" +")).as(line).extracting(Integer::parseInt)
                    .satisfies(shares -> assertThat(shares.stream().mapToInt(share -> share).sum()).isEqualTo(100));
    }

    @Test
    void supervised() throws Exception {
        assertThat(output("supervised")).containsExactly("divider begins",
                "team/divider failed: / by zero", "1: 100 / n = 20", "divider begins", "team/divider failed: / by zero",
                "2: 100 / n = 25", "divider begins", "3: 100 / n = 50", "team/divider failed: / by zero",
                "team failed: a supervisor must not restart its children more often: restarts=2, period=PT5S, "
                        + "child=divider, supervisor=team",
                "team is gone: Failed");
    }

    @Test
    void bank() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            List<String> output = output("bank", new Options(2_000, 2, seed, null));
            assertThat(output).first().isEqualTo("before: 8000");
            assertThat(output).last().isEqualTo("after: 8000");
            assertThat(output.get(2)).matches("[1-9]\\d* crashes, [1-9]\\d* moves asked for again");
            assertThat(output("bank", new Options(2_000, 2, seed, null))).isEqualTo(output);
        }
    }

    @Test
    void chatRoom() throws Exception {
        List<String> output = output("chat-room");
        List<String> snail = output.stream().filter(line -> line.contains("snail")).toList();
        assertThat(snail).containsExactly("  snail reads: hello", "  snail reads: how are you?",
                "chat/snail failed: panic spreads", "  snail reads: is anybody there?", "  snail reads: 1",
                "  snail reads: 2", "  snail reads: 3", "  snail reads: 4", "  snail reads: 5", "  snail reads: 6",
                "  snail reads: 7", "  snail reads: 8");
        // two in its mailbox, one in its hand, one in the room's, two in the room's mailbox: the next waits to be said
        int firstRead = output.indexOf("  snail reads: 1");
        assertThat(output.indexOf("ada said: 6")).isLessThan(firstRead);
        assertThat(output.indexOf("ada said: 7")).isGreaterThan(firstRead);
    }

    /// By a clock in its hands: so it doesn't matter how long it takes to print a line.
    @Test
    void chatRoomIsTheSameHoweverSlowTheOutput() throws Exception {
        List<String> expected = output("chat-room");
        for (int millis : new int[] {1, 7, 60}) {
            List<String> lines = Collections.synchronizedList(new ArrayList<>());
            Examples.find("chat-room").orElseThrow().program().run(line -> {
                lines.add(line);
                busy(millis);
            }, Options.standard());
            assertThat(lines).as(millis + " ms a line").isEqualTo(expected);
        }
    }

    /// Not asleep: a body on a virtual thread that sleeps lets others run.
    private static void busy(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - end < 0) Thread.onSpinWait();
    }

    @Test
    void theDefaultLocaleChangesNothing() throws Exception {
        Options options = new Options(100, 2, 7, null);
        List<String> routing = output("routing", options);
        List<String> log = output("log-filter", options);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(String.format("%d", 1)).as("the locale has digits of its own").isNotEqualTo("1");
            assertThat(output("routing", options)).isEqualTo(routing);
            assertThat(output("log-filter", options)).isEqualTo(log);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void fib() throws Exception {
        List<String> ways = List.of("in turn, here", "in turn, on a thread", "at once, on threads",
                "in turn, in a process", "at once, in processes");
        List<String> output = output("fib");
        assertThat(output).hasSameSizeAs(ways);
        for (int n = 0; n < ways.size(); n++) assertThat(output.get(n)).matches(ways.get(n) + ": 29860704 in \\d+ ms");
    }

    @Test
    void echoServer() throws Exception {
        assertThat(output("echo-server")).containsExactly("1000 connections served, each by its actor",
                "1000 of them open at once", "1000 lines came back as they were sent");
    }

    @Test
    void echoServerNamesAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> output("echo-server", new Options(1, 1, 1, null, port)))
                    .hasMessage("port must be free: port=" + port);
        }
        assertThat(EchoServer.refused(80, new BindException("Permission denied")))
                .hasMessage("cannot listen: port=80, cause=java.net.BindException: Permission denied");
    }
}
