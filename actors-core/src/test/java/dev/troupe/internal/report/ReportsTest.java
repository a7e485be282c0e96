package dev.troupe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Directive;
import dev.troupe.Envelope;
import dev.troupe.Failure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Holds invariant 10: one record for each failure, with all that is known of it.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ResourceLock(Resources.SYSTEM_ERR)
class ReportsTest {
    private final Reports reports = new Reports("sys");
    private final IllegalStateException thrown = new IllegalStateException("the crash's text");

    private String logged(Failure failure) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            reports.failure(failure);
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theRecordOfAFailureSaysWhatIsKnownOfIt() {
        String record = logged(new Failure("orders/7", Integer.class, thrown, Directive.RESTART, 3,
                List.of(new Envelope(String.class, "a"), new Envelope(Integer.class, null))));
        assertThat(record.lines().findFirst().orElseThrow()).contains("ERROR",
                "actor failed: system=sys, actor=orders/7, message=java.lang.Integer, directive=RESTART, restarts=3, "
                        + "last=[java.lang.String from a, java.lang.Integer]");
        assertThat(record.lines().filter(line -> line.contains("actor="))).hasSize(1);
        assertThat(record).contains("IllegalStateException: the crash's text", "ReportsTest");
    }

    @Test
    void theRecordIsShortWhereNothingIsRecorded() {
        assertThat(logged(new Failure("a", null, thrown)).lines().findFirst().orElseThrow())
                .endsWith("actor failed: system=sys, actor=a, message=none, directive=STOP, restarts=0")
                .doesNotContain("last=");
    }

    @Test
    void countsRestarts() {
        for (int n = 0; n < 3; n++) reports.restarted();
        assertThat(reports.snapshot(2).restarts()).isEqualTo(3);
        assertThat(reports.snapshot(2).actors()).isEqualTo(2);
    }
}
