package dev.troupe.ops.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.watch.Watch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class SiteTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void leavesNeitherPortNorThreadIfItCannotOpen() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            port = free.getLocalPort();
        }
        Site.Terms terms = new Site.Terms(LOOPBACK, port, null, null, false, List.of("no/name"), null, _ -> () -> {});
        try (ActorSystem system = ActorSystem.builder().name("unopened").build();
                Watch watch = new Watch(system.inspect(), Watch.PERIOD, Watch.GRACE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Site.open(system.inspect(), watch, terms, Site.Limits.USUAL))
                    .withMessageContaining("host=no/name");
        }
        new ServerSocket(port, 1, LOOPBACK).close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("troupe-dashboard-unopened")));
    }

    @Test
    void advisesALimitOfConnectionsWhereOthersCanConnect() throws IOException {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        assertThat(Site.advice(LOOPBACK, null)).isNull();
        assertThat(Site.advice(all, "256")).isNull();
        assertThat(Site.advice(all, null)).isEqualTo("a dashboard that others can reach should have a limit of "
                + "connections: -Djdk.httpserver.maxConnections=256, address=0.0.0.0");
    }
}
