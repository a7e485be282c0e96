package dev.troupe.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DashboardSnippetsTest {
    @Test
    void builder() throws IOException {
        // @start region="builder"
        try (ActorSystem system = ActorSystem.create();
                Dashboard dashboard = Dashboard.of(system).port(0).token("correct-horse-battery").start()) {
            IO.println("open " + dashboard.uri());
            URLConnection request = dashboard.uri().resolve("/api/v1/overview").toURL().openConnection();
            request.setRequestProperty("Authorization", "Bearer correct-horse-battery");
            try (InputStream answer = request.getInputStream()) {
                assertThat(new String(answer.readAllBytes(), UTF_8)).contains("\"live\":0");
            }
        }
        // @end
    }
}
