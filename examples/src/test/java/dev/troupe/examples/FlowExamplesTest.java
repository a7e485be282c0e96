package dev.troupe.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the examples of pipelines and of recursion print.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlowExamplesTest {
    private static final Options SEEDED = new Options(1, 1, 42, null);

    @TempDir
    private Path folder;

    @Test
    void listPipeline() throws Exception {
        assertThat(Output.of(ListPipeline::run)).containsExactly("takes more? false",
                "the rest, doubled, squared: [36, 16, 25]", "the rest, squared: [9, 16, 25]",
                "doubled, squared: [16, 9, 16, 25]", "closed from the other end");
    }

    @Test
    void logFilter() throws Exception {
        assertThat(Output.of(LogFilter::run, SEEDED)).containsExactly(
                "10.53.67.85 - - [13/Sep/2020:12:32:35 +0000] \"GET /favicon.ico HTTP/1.1\" 404 26233",
                "10.13.40.198 - - [13/Sep/2020:12:47:35 +0000] \"GET /favicon.ico HTTP/1.1\" 404 24008",
                "10.84.237.133 - - [13/Sep/2020:13:38:18 +0000] \"GET /favicon.ico HTTP/1.1\" 404 44100",
                "lines with favicon: 108");
    }

    @Test
    void theLogHasAHundredThousandLines() {
        Pattern common = Pattern.compile("[\\d.]{7,15} - - \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:[\\d:]{8} \\+0000\\] "
                + "\"GET /\\S* HTTP/1\\.1\" \\d{3} \\d+");
        assertThat(AccessLog.made(42).filter(common.asMatchPredicate()).count()).isEqualTo(100_000);
    }

    @Test
    void aLogOfOnesOwn() throws Exception {
        Path log = folder.resolve("access.log");
        Files.write(log, new byte[] {'f', 'a', 'v', 'i', 'c', 'o', 'n', ' ', (byte) 0xff, '\n', 'x', '\n'});
        assertThat(Output.of(LogFilter::run, new Options(1, 1, 1, log))).containsExactly("favicon \u00ff",
                "lines with favicon: 1");
        assertThat(Output.of(Broadcasting::run, new Options(1, 1, 1, log))).containsExactly("python: 0", "favicon: 1",
                "images: 0");
    }

    @Test
    void aLogThatIsNotThere() {
        Path log = folder.resolve("missing.log");
        for (Example.Program program : List.<Example.Program>of(LogFilter::run, Broadcasting::run))
            assertThatThrownBy(() -> Output.of(program, new Options(1, 1, 1, log)))
                    .isInstanceOf(IOException.class).hasMessage("file must be there to be read: file=" + log
                            + ", cause=java.nio.file.NoSuchFileException: " + log);
    }

    @Test
    void aLogThatIsNotThereClosesTheSink() {
        List<String> ended = new ArrayList<>();
        Sink<String, Void> sink = Sink.of(in -> {
            try {
                in.next();
            } finally {
                ended.add("unwound");
            }
            return null;
        });
        assertThatThrownBy(() -> AccessLog.into(sink, new Options(1, 1, 1, folder.resolve("missing.log"))));
        assertThat(ended).containsExactly("unwound");
    }

    @Test
    void broadcasting() throws Exception {
        assertThat(Output.of(Broadcasting::run, SEEDED)).containsExactly("python: 12518", "favicon: 108",
                "images: 25148");
    }

    @Test
    void evaluator() throws Exception {
        assertThat(Output.of(Evaluator::run)).containsExactly("small: 12, 12",
                "0+1+...+999999, plain: the stack overflows", "0+1+...+999999, on the heap: 499999500000",
                "(1+(1+(1+...))), on the heap: 20000");
    }

    @Test
    void parsesWhatBindsTighterFirst() {
        assertThat(new Expression.Operation('-', new Expression.Literal(1), new Expression.Operation('*',
                new Expression.Literal(2), new Expression.Literal(3)))).isEqualTo(Expression.parse("1-2*3"));
        assertThat(Expression.parse("((8-4)-2)")).isEqualTo(Expression.parse("8 - 4 - 2"));
        assertThat(Expression.parse("8-(4-2)")).isNotEqualTo(Expression.parse("8-4-2"));
    }

    @Test
    void saysWhereAnExpressionIsWrong() {
        assertWrong("1 + x", 3);
        assertWrong("(1 + 2", 6);
        assertWrong("1 2", 2);
        assertWrong("1 + * 2", 4);
        assertWrong("", 0);
        assertWrong("1)", 1);
    }

    private static void assertWrong(String text, int at) {
        assertThatThrownBy(() -> Expression.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an expression is numbers, + - * / and parentheses: at=" + at + ", text=" + text);
    }
}
