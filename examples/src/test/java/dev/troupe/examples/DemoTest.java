package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The demo command: what it shows, what it refuses, and how it ends.
@Tag("command")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8), false, () -> {
                throw new AssertionError("nobody has closed it");
            });

    private int demo(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "demo";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Demo.run(screen, all);
    }

    private List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pingpong          | there is no example 'pingpong', did you mean ping-pong?
            banc bank         | there is no example 'banc', did you mean bank?
            no-such-thing     | there is no example 'no-such-thing'
            all bank          | all must stand alone: names=[all, bank]
            --threads 0       | threads must be between 1 and 256: threads=0
            --threads 1000    | threads must be between 1 and 256: threads=1000
            --threads many    | Invalid value for option '--threads': 'many' is not an int
            --messages 0      | messages must be > 0: messages=0
            --port 70000      | port must be between 0 and 65535: port=70000
            --file no.log     | file must be there to be read: file=no.log
            --file src        | file must not be a directory: file=src
            --engine warp     | Invalid value for option '--engine': expected one of [auto, baton, virtual, continuation] (case-sensitive) but was 'warp'
            --colour          | Unknown option: '--colour'
            --seed            | Missing required parameter for option '--seed' (N)
            """)
    void refusesWithARuleAndValues(String arguments, String text) {
        assertThat(demo(arguments.split(" "))).isEqualTo(2);
        assertThat(err()).containsExactly("troupe: " + text, "troupe: try: ops/troupe demo --help");
        assertThat(out()).isEmpty();
    }

    @Test
    void refusesWhatIsNoCommand() {
        assertThat(Demo.run(screen)).isEqualTo(2);
        assertThat(Demo.run(screen, "dance")).isEqualTo(2);
        assertThat(err()).contains("troupe: a command must be given: demo or gallery").noneMatch(this::isTrace);
    }

    private boolean isTrace(String line) {
        return line.contains("\tat ") || line.contains("Exception in");
    }

    @Test
    void runsOneInFullByItsName(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("a.log"), "");
        assertThat(demo("chat-room", "bank", "--seed", "3", "--file", log.toString())).isZero();
        assertThat(out()).contains("== bank: transfers between accounts that crash, and the total kept", "after: 8000",
                "  snail reads: 8");
        assertThat(err()).containsExactly(
                "troupe: chat-room doesn't take --seed, --file: it takes no options",
                "troupe: bank doesn't take --file: it takes --messages, --seed");
    }

    @Test
    void aPortInUseIsAClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(demo("echo-server", "--port", String.valueOf(port))).isEqualTo(1);
            assertThat(err()).containsExactly("troupe: echo-server failed: port must be free: port=" + port);
        }
    }

    @Test
    void withoutANameItRunsAPieceOfEach() {
        assertThat(demo()).isZero();
        List<String> names = Examples.names();
        for (String name : names) assertThat(out()).anyMatch(line -> line.startsWith("== " + name + ": "));
        assertThat(out()).hasSizeLessThanOrEqualTo(names.size() * 15 + 2).contains(names.size() + " examples, all ok");
        assertThat(err()).isEmpty();
    }

    @Test
    void allIsALineForEachAndASummary() {
        assertThat(demo("all", "--messages", "200")).isZero();
        assertThat(out()).hasSize(Examples.ALL.size() + 1).last().isEqualTo(Examples.ALL.size() + " examples, all ok");
        for (int n = 0; n < Examples.ALL.size(); n++)
            assertThat(out().get(n)).matches(Examples.names().get(n) + " +ok +\\d+ ms");
        assertThat(err()).isEmpty();
    }

    @Test
    void oneThatFailsIsNamedWithTheReason() {
        CountDownLatch never = new CountDownLatch(1);
        List<Example> examples = List.of(Example.of("good", "is good", DemoTest.class, lines -> lines.accept("a")),
                Example.of("bad", "is bad", DemoTest.class, lines -> {
                    throw new IllegalStateException("n must be > 0: n=0\nand more");
                }), Example.of("silent", "says nothing", DemoTest.class, lines -> {
                    throw new StackOverflowError();
                }));
        assertThat(new Show(screen).summaries(examples, Options.standard(), Show.ALL_LIMIT)).isEqualTo(1);
        assertThat(out()).hasSize(4).last().isEqualTo("3 examples, 2 failed");
        assertThat(out().get(0)).matches("good +ok +\\d+ ms");
        assertThat(out().get(1)).matches("bad +failed +\\d+ ms  n must be > 0: n=0");
        assertThat(out().get(2)).matches("silent +failed +\\d+ ms  java.lang.StackOverflowError");
        assertThat(new Show(screen).inFull(examples, Options.standard(), List.of())).isEqualTo(1);
        assertThat(err()).containsExactly("troupe: bad failed: n must be > 0: n=0",
                "troupe: silent failed: java.lang.StackOverflowError");
        Example stuck = Example.of("stuck", "waits", DemoTest.class, lines -> never.await());
        assertThat(Performance.of(stuck, Options.standard(), line -> {}, Duration.ofMillis(20)).failure())
                .isEqualTo("it must end in time: limit=PT0.02S");
        never.countDown();
    }

    @Test
    void saysWhatItIsThatFailedWhereTheTextAloneDoesnt() {
        assertThat(Performance.said(new NoClassDefFoundError("a/B"))).isEqualTo("java.lang.NoClassDefFoundError: a/B");
        assertThat(Performance.said(new NoSuchFileException("a.log")))
                .isEqualTo("java.nio.file.NoSuchFileException: a.log");
        assertThat(Performance.said(new IllegalStateException(" "))).startsWith("java.lang.IllegalStateException");
    }

    @Test
    void withNoTimeLeftTheRestIsntRunAndSaysSo() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        List<Example> examples = List.of(Example.of("stuck", "waits", DemoTest.class, lines -> {
            lines.accept("before");
            goOn.await();
            lines.accept("after");
            over.countDown();
        }), Example.of("next", "comes too late", DemoTest.class, lines -> ran.add("next")));
        Duration limit = Duration.ofMillis(50);
        assertThat(new Show(screen).pieces(examples, Options.standard(), limit)).isEqualTo(1);
        goOn.countDown();
        assertThat(over).satisfies(latch -> assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue());
        assertThat(ran).isEmpty();
        assertThat(out()).contains("before", "2 examples, 2 failed").doesNotContain("after");
        assertThat(err()).hasSize(2).first().asString().startsWith("troupe: stuck failed: it must end in time: limit=");
        assertThat(err()).last().isEqualTo("troupe: next failed: not run: no time left, limit=PT0.05S");
    }

    @Test
    void eachExampleNamesTheOptionsThatMakeItDiffer() {
        assertThat(demo("--help")).isZero();
        for (Example example : Examples.ALL) {
            String line = out().stream().filter(shown -> shown.startsWith("  " + example.name() + " ")).findFirst()
                    .orElseThrow();
            if (example.options().isEmpty()) assertThat(line).doesNotContain("--");
            else assertThat(line).endsWith("[" + String.join(" ", example.options()) + "]");
        }
        assertThat(Examples.ALL.stream().flatMap(example -> example.options().stream()).distinct())
                .containsExactlyInAnyOrder("--messages", "--threads", "--seed", "--file", "--port");
    }

    @Test
    void helpAndVersion() {
        assertThat(demo("--help")).isZero();
        assertThat(demo("--version")).isZero();
        assertThat(out()).anyMatch(line -> line.contains("--engine=ENGINE"))
                .anyMatch(line -> line.contains("echo-server")).anyMatch(line -> line.startsWith("troupe "))
                .noneMatch(line -> line.contains("\u001B"));
    }
}
