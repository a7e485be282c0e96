package dev.troupe.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.Dashboard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ToolsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Tools.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private String complained() {
        return err.toString(UTF_8);
    }

    @Test
    void dashboardPrintsItsAddressAndEndsInTime() {
        assertThat(run("dashboard", "--port", "0", "--no-processes", "--seconds", "1")).as(complained()).isZero();
        assertThat(printed()).matches("dashboard: http://127\\.0\\.0\\.1:\\d+/\\R");
    }

    @Test
    void dashboardOffLoopbackPrintsATokenToo() {
        assertThat(run("dashboard", "--port", "0", "--address", "0.0.0.0", "--no-processes", "--seconds", "1"))
                .as(complained()).isZero();
        assertThat(printed()).containsPattern("token: \\S{20,}");
    }

    @Test
    void topShowsWhatADashboardDoes() {
        try (ActorSystem system = ActorSystem.builder().name("seen").build();
                Dashboard dashboard = Dashboard.of(system).port(0).token("a-token-that-is-long-enough").start()) {
            for (int n = 0; n < 3; n++) system.spawn("actor-" + n, String.class, (_, _) -> {});
            system.spawn("other", String.class, (_, _) -> {});
            assertThat(run("top", dashboard.uri().toString(), "--once", "--interval", "0.1", "--search", "actor-",
                    "--sort", "path", "--token", "a-token-that-is-long-enough")).as(complained()).isZero();
        }
        assertThat(printed()).startsWith("seen, ").contains("live 4", "WORKER", "actor-0", "actor-2")
                .doesNotContain("other");
    }

    @Test
    void topSaysThatATokenIsWanted() {
        try (ActorSystem system = ActorSystem.create();
                Dashboard dashboard = Dashboard.of(system).port(0).token("a-token-that-is-long-enough").start()) {
            assertThat(run("top", dashboard.uri().toString(), "--once")).isEqualTo(1);
        }
        assertThat(complained()).contains("wants its token").hasLineCount(1);
    }

    @Test
    void topSaysThatNothingAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(run("top", "http://127.0.0.1:" + free, "--once")).isEqualTo(1);
        assertThat(complained()).contains("a dashboard must answer: address=http://127.0.0.1:" + free).hasLineCount(1);
    }

    @Test
    void refusesWhatItCantUnderstand() {
        assertThat(run("top", "nonsense")).isEqualTo(2);
        assertThat(complained()).contains("address must be one of http or https: address=nonsense");
        err.reset();
        assertThat(run("top", "--interval", "0")).isEqualTo(2);
        assertThat(complained()).contains("interval must be between 0.1 and 3600 seconds: interval=0.0");
        err.reset();
        assertThat(run("top", "--interval", "NaN")).isEqualTo(2);
        err.reset();
        assertThat(run("top", "--sort", "colour")).isEqualTo(2);
        assertThat(complained()).contains("colour", "restarts");
        err.reset();
        assertThat(run("dashboard", "--seconds", "-1")).isEqualTo(2);
        assertThat(complained()).contains("seconds must be >= 0: seconds=-1");
        err.reset();
        assertThat(run("dashboard", "--port", "70000")).isNotZero();
        assertThat(complained()).contains("port=70000");
        err.reset();
        assertThat(run()).isEqualTo(2);
        assertThat(complained()).contains("a command must be given: dashboard or top");
    }

    @Test
    void dashboardSaysThatItsPortIsTaken() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("dashboard", "--no-processes", "--port", "" + socket.getLocalPort())).isEqualTo(1);
            assertThat(complained()).contains("port=" + socket.getLocalPort()).hasLineCount(1);
        }
    }
}
