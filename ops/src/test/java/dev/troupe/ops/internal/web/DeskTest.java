package dev.troupe.ops.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.Altered;
import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.Inspection;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DeskTest {
    private static int status(Site site, String path) throws IOException {
        URI uri = URI.create("http://localhost:" + site.address().getPort() + path);
        return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
    }

    @Test
    void answersAnErrorAsWell() throws IOException {
        try (ActorSystem system = ActorSystem.create()) {
            Inspection failing = Altered.before(system.inspect(), "groups", () -> {
                throw new InternalError("planted");
            });
            Watch watch = new Watch(failing, Watch.PERIOD, Watch.GRACE);
            Site.Terms terms = new Site.Terms(InetAddress.getLoopbackAddress(), 0, null, null, false, List.of(), null,
                    _ -> () -> {});
            try (Site site = Site.open(failing, watch, terms, Site.Limits.USUAL)) {
                assertThat(status(site, "/api/v1/groups")).isEqualTo(500);
                assertThat(status(site, "/api/v1/pools")).isEqualTo(200);
            }
        }
    }
}
