package dev.troupe.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// What is written, and that nobody waits for who writes.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ResourceLock(Resources.SYSTEM_ERR)
class StderrLoggerTest {
    private static final String HELD = "held";
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final StderrLogger log = new StderrLogger("a");

    /// A stream that stands still in the first record that says so, with its lock held.
    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8) {
            @Override
            public synchronized void print(String text) {
                if (text.contains(HELD)) {
                    writing.countDown();
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                super.print(text);
            }
        });
    }

    @AfterEach
    void release() {
        goesOn.countDown();
        System.setErr(before);
    }

    private String err() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Thread hold(Runnable whatIsLogged) throws InterruptedException {
        Thread held = Thread.ofPlatform().daemon().start(whatIsLogged);
        writing.await();
        return held;
    }

    @Test
    void whatOneThreadLogsIsWrittenWhenItsCallReturns() {
        log.warn("first");
        assertThat(err()).isEqualTo("WARN a: first" + System.lineSeparator());
        log.error("second n={}", 2);
        assertThat(err().lines()).containsExactly("WARN a: first", "ERROR a: second n=2");
    }

    @Test
    void whoLogsWhileAnotherWritesDoesNotWaitAndKeepsItsOrder() throws Exception {
        Thread held = hold(() -> log.warn(HELD));
        log.warn("first");
        log.warn("second");
        assertThat(held.isAlive()).isTrue();
        goesOn.countDown();
        held.join();
        assertThat(err().lines()).containsExactly("WARN a: held", "WARN a: first", "WARN a: second");
    }

    @Test
    void tellsHowManyItHasRefused() throws Exception {
        Records records = new Records(3);
        Thread held = hold(() -> records.add(HELD + "\n"));
        IntStream.range(0, 10).forEach(n -> records.add(n + "\n"));
        goesOn.countDown();
        held.join();
        assertThat(err().lines()).containsExactly(HELD, "0", "1", "2",
                "WARN dev.troupe: log records were dropped, since too many waited to be written: dropped=7, bound=3");
        records.add("again\n");
        assertThat(err().lines()).hasSize(6).endsWith("again");
    }

    @Test
    void whatIsLeftAtTheEndIsWrittenThoughTheWriterNeverGetsUp() throws Exception {
        Records records = new Records(3);
        Thread held = hold(() -> records.add(HELD + "\n"));
        records.add("left\n");
        PrintStream stuck = System.err;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        records.end();
        records.add("late\n");
        assertThat(err().lines()).containsExactly("left", "late");
        System.setErr(stuck);
        assertThat(held.isAlive()).isTrue();
    }

    @Test
    void aFailureWhoseTextFailsIsNamed() {
        log.error("failed", new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new AssertionError("the text's own");
            }
        });
        assertThat(err()).contains("ERROR a: failed", "StderrLoggerTest$",
                "whose text can't be had: java.lang.AssertionError");
    }

    @Test
    void aStreamThatFailsDoesNotFailWhoLogs() {
        PrintStream mine = System.err;
        System.setErr(new PrintStream(bytes) {
            @Override
            public void print(String text) {
                throw new IllegalStateException("broken");
            }
        });
        log.warn("lost");
        System.setErr(mine);
        log.warn("written");
        assertThat(err().lines()).containsExactly("WARN a: written");
    }
}
