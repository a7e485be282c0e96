package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import dev.troupe.ops.internal.web.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that are too many or too slow. None holds up another, nor an actor.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DashboardLoadTest {
    private static final Site.Limits SHORT = new Site.Limits(Duration.ofMillis(400), Duration.ofMillis(1_500),
            Duration.ofMillis(400));

    private final ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build();
    private final List<AutoCloseable> open = new ArrayList<>();

    private Dashboard dashboard(Site.Limits limits) {
        Dashboard dashboard = Dashboard.open(system,
                new Site.Terms(InetAddress.getLoopbackAddress(), 0, null, null, true,
                        List.of(), null, _ -> () -> {}),
                limits);
        open.addFirst(dashboard);
        return dashboard;
    }

    /// Two actors that never stop.
    private void rally() {
        system.spawn("ping", Integer.class, (self, n) -> self.tell("pong", n));
        system.spawn("pong", Integer.class, (self, n) -> self.tell("ping", n));
        system.tell("ping", 0);
    }

    private void actorsGoOn() {
        long before = system.inspect().totals().processed();
        await().until(() -> system.inspect().totals().processed() > before + 1_000);
    }

    private static int status(Dashboard dashboard) throws IOException {
        return Raw.get(dashboard, "/health").status();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) each.close();
        system.close();
    }

    private Raw connected(Dashboard dashboard, String sent) throws IOException {
        Raw raw = Raw.to(dashboard);
        open.addLast(raw);
        raw.send(sent);
        return raw;
    }

    @Test
    void survivesFiveHundredConnectionsAtOnce() throws IOException {
        rally();
        Dashboard dashboard = dashboard(SHORT);
        List<Raw> halves = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            try {
                halves.add(connected(dashboard, "GET /health HTTP/1.1\r\nHost: "));
            } catch (IOException _) {
                // closed at once
            }
        }
        actorsGoOn();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("troupe-dashboard")).hasSizeLessThan(140);
        await().ignoreExceptions().until(() -> status(dashboard) == 200);
        for (Raw half : halves) assertThat(half.ends()).isTrue();
        assertThat(status(dashboard)).isEqualTo(200);
    }

    @Test
    void answersWhileFiveHundredConnectionsAreSilent() throws IOException {
        Dashboard dashboard = dashboard(SHORT);
        for (int i = 0; i < 500; i++) connected(dashboard, "");
        assertThat(status(dashboard)).isEqualTo(200);
    }

    @Test
    void answersFiveHundredRequestsAtOnceOrSaysThatTheyAreTooMany() throws IOException {
        Dashboard dashboard = dashboard(SHORT);
        String request = "GET /api/v1/overview HTTP/1.1\r\nHost: localhost:" + dashboard.uri().getPort()
                + "\r\nConnection: close\r\n\r\n";
        List<Raw> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) all.add(connected(dashboard, request));
        Map<Integer, Integer> times = new TreeMap<>();
        for (Raw each : all) times.merge(each.answer().status(), 1, Integer::sum);
        assertThat(times).containsOnlyKeys(Stream.of(0, 200, 503).filter(times::containsKey).toList());
        assertThat(times.getOrDefault(200, 0)).isPositive();
        // as many as may be there at once; how many more depends on how fast they come
        assertThat(times.getOrDefault(200, 0) + times.getOrDefault(503, 0)).as("answered at all")
                .isGreaterThanOrEqualTo(64);
        assertThat(status(dashboard)).isEqualTo(200);
    }

    /// Header and body are two writes; without "no delay" the second waits 40 ms each time, until the first is acknowledged.
    @Test
    void answersAtOnceOverAKeptConnection() throws IOException {
        for (int i = 0; i < 60; i++) system.spawn("actor " + i, Integer.class, (_, _) -> {});
        Dashboard dashboard = dashboard(Site.Limits.USUAL);
        long least = Long.MAX_VALUE;
        try (Raw raw = Raw.to(dashboard)) {
            for (int i = 0; i < 30; i++) {
                long before = System.nanoTime();
                raw.send("GET /api/v1/actors HTTP/1.1\r\nHost: localhost:" + dashboard.uri().getPort() + "\r\n\r\n");
                assertThat(raw.answer().body().length()).isBetween(10_000, 60_000);
                if (i > 10) least = Math.min(least, System.nanoTime() - before);
            }
        }
        assertThat(Duration.ofNanos(least)).isLessThan(Duration.ofMillis(35));
    }

    @Test
    void saysAtOnceThatThereAreTooManyRequests() throws IOException {
        Dashboard dashboard = dashboard(Site.Limits.USUAL);
        for (int i = 0; i < 70; i++) connected(dashboard, "GET /health HTTP/1.1\r\nHost: ");
        await().until(() -> status(dashboard) == 503);
        Raw.Answer refused = Raw.get(dashboard, "/api/v1/overview");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("error").asString()).startsWith("requests at once must be at most 64");
    }

    @Test
    void refusesTheSeventeenthStreamUntilOneEnds() throws IOException {
        Dashboard dashboard = dashboard(SHORT);
        List<Raw> streams = new ArrayList<>();
        for (int i = 0; i < 16; i++) streams.add(Raw.stream(dashboard, "/api/v1/stream"));
        for (Raw stream : streams) stream.event("overview");
        Raw.Answer refused = Raw.get(dashboard, "/api/v1/stream");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("error").asString()).isEqualTo("streams must be at most 16: streams=16");
        assertThat(status(dashboard)).isEqualTo(200);
        streams.removeFirst().close();
        await().until(() -> {
            try (Raw next = Raw.stream(dashboard, "/api/v1/stream")) {
                return "HTTP/1.1 200 OK".equals(next.line());
            }
        });
        for (Raw stream : streams) {
            stream.event("overview");
            stream.close();
        }
    }

    @Test
    void endsAHeaderThatComesByteByByte() throws IOException {
        Dashboard dashboard = dashboard(SHORT);
        try (Raw raw = Raw.to(dashboard)) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> isRefused(raw));
        }
        assertThat(status(dashboard)).isEqualTo(200);
    }

    private static boolean isRefused(Raw raw) {
        try {
            raw.send("G");
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void endsAnAnswerThatNobodyReads() throws IOException {
        String name = "\u00e9".repeat(200); // six bytes each, as JSON
        system.spawn(name, Integer.class, top -> {
            top.spawn(name, Integer.class, self -> {
                for (int i = 0; i < 1_000; i++) self.spawn(name + i, Integer.class, (_, _) -> {});
                self.receive();
            });
            top.receive();
        });
        await().until(() -> system.inspect().totals().live() >= 1_000);
        Dashboard dashboard = dashboard(SHORT);
        try (Raw slow = unread(dashboard, "/api/v1/actors?limit=1000")) {
            assertThat(status(dashboard)).isEqualTo(200);
            await().until(() -> busyThreads() == 0);
            assertThat(slow.ends()).isTrue();
        }
        assertThat(status(dashboard)).isEqualTo(200);
    }

    @Test
    void endsAStreamThatNobodyReadsAndHoldsUpNoOther() throws IOException {
        ActorRef<String> chatty = system.spawn("chatty", String.class, (_, _) -> {});
        Dashboard dashboard = dashboard(SHORT);
        try (Raw good = Raw.stream(dashboard, "/api/v1/stream");
                Raw slow = unread(dashboard, "/api/v1/trace?path=chatty&seconds=600&most=10000&bodies=true")) {
            good.event("overview");
            await().until(() -> busyThreads() == 2);
            for (int i = 0; i < 10_000; i++) chatty.tell("x".repeat(1_000));
            good.event("overview");
            await().until(() -> busyThreads() == 1);
            good.event("overview");
            assertThat(slow.ends()).isTrue();
        }
        assertThat(status(dashboard)).isEqualTo(200);
    }

    /// A request whose answer is not read, over a connection that takes little of it by itself.
    private static Raw unread(Dashboard dashboard, String target) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), dashboard.uri().getPort()));
        Raw raw = new Raw(socket);
        raw.send("GET " + target + " HTTP/1.1\r\nHost: localhost:" + dashboard.uri().getPort() + "\r\n\r\n");
        return raw;
    }

    /// How many threads of the dashboard's are within a request.
    private static long busyThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("troupe-dashboard"))
                .flatMap(thread -> List.of(thread.getValue()).stream())
                .filter(frame -> frame.getClassName().endsWith("Gate$Visit")).count();
    }

    @Test
    void closesWithStreamsOpenThatNobodyReads() throws IOException {
        system.spawn("chatty", String.class, (_, _) -> {});
        Dashboard dashboard = dashboard(Site.Limits.USUAL);
        try (Raw slow = unread(dashboard, "/api/v1/trace?path=chatty&seconds=600&most=10000&bodies=true");
                Raw half = Raw.to(dashboard)) {
            half.send("GET /hea");
            await().until(() -> busyThreads() == 2);
            for (int i = 0; i < 10_000; i++) system.tell("chatty", "x".repeat(1_000));
            long before = System.nanoTime();
            dashboard.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(half.ends()).isTrue();
            assertThat(slow.ends()).isTrue();
        }
        assertThat(busyThreads()).isZero();
    }

    @Test
    void answersWhileAnActorHoldsTheOnlyThread() throws IOException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ActorSystem held = ActorSystem.create(); Dashboard dashboard = Dashboard.of(held).port(0).start()) {
            held.spawn("holder", Integer.class, (_, _) -> {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            held.tell("holder", 1);
            held.drive();
            begun.await();
            for (String view : List.of("overview", "actors", "actor?path=holder", "groups", "tree", "workers", "pools",
                    "failures", "dead-letters", "waits"))
                assertThat(Raw.get(dashboard, "/api/v1/" + view).status()).as(view).isEqualTo(200);
            await().until(() -> Raw.get(dashboard, "/api/v1/overview").body().contains("\"worker\":\"deque#1\""));
            go.countDown();
        }
    }
}
