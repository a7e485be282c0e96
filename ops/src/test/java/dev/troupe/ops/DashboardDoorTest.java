package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that mean harm, each refused; and the server is well afterwards.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DashboardDoorTest {
    private final ActorSystem system = ActorSystem.create();
    private final Dashboard dashboard = Dashboard.of(system).port(0).hosts("ops.example.com", "other.example.com:444")
            .start();
    private final int port = dashboard.uri().getPort();

    @BeforeEach
    void isWellBefore() throws IOException {
        isWell();
    }

    @AfterEach
    void isWellAfterwards() throws IOException {
        isWell();
        dashboard.close();
        system.close();
    }

    private void isWell() throws IOException {
        assertThat(Raw.get(dashboard, "/health").status()).isEqualTo(200);
    }

    @Test
    void takesItsOwnNamesOnly() throws IOException {
        for (String host : new String[] {"localhost:" + port, "LOCALHOST:" + port, "127.0.0.1:" + port, "[::1]:" + port,
            "ops.example.com:" + port, "ops.example.com", "other.example.com:444"})
            assertThat(Raw.get(dashboard, "/health", "Host: " + host).status()).as(host).isEqualTo(200);
        for (String host : new String[] {"evil.example", "evil.example:" + port, "localhost", "localhost:1",
            "127.0.0.1", "127.0.0.2:" + port, "localhost.:" + port, "localhost:" + port + ".evil.example", "",
            "user@localhost:" + port, "ops.example.com:1", "other.example.com", "other.example.com:" + port,
            "[::2]:" + port, "[nonsense]:" + port, "0:" + port})
            assertThat(Raw.get(dashboard, "/health", "Host: " + host).status()).as(host).isEqualTo(403);
    }

    @Test
    void saysHowANameIsAllowed() throws IOException {
        assertThat(Raw.get(dashboard, "/api/v1/overview", "Host: localhost:9000").json().get("error").asString())
                .startsWith("host must be this server's, or named by hosts(").endsWith("host=localhost:9000");
    }

    @Test
    void wantsAHostAndOnlyOne() throws IOException {
        assertThat(Raw.exchange(dashboard, "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n").status())
                .isEqualTo(403);
        assertThat(Raw.exchange(dashboard, "GET /health HTTP/1.0\r\n\r\n").status()).isEqualTo(403);
        String own = "Host: localhost:" + port;
        assertThat(Raw.get(dashboard, "/health", own, "Host: evil.example").status()).isEqualTo(403);
        assertThat(Raw.get(dashboard, "/health", own, own).status()).isEqualTo(403);
    }

    @Test
    void refusesTargetsThatAreNoPath() throws IOException {
        String own = "localhost:" + port;
        for (String target : new String[] {"http://evil.example/health", "http://" + own + "/health",
            "//evil.example/health", "//" + own + "/health"})
            assertThat(Raw.get(dashboard, target).status()).as(target).isEqualTo(400);
        for (String target : new String[] {"*", "mailto:x", "evil.example:443", "?", ""})
            assertThat(Raw.get(dashboard, target).status()).as(target).isIn(0, 400, 404);
    }

    @Test
    void refusesPagesOfOthers() throws IOException {
        for (String origin : new String[] {"http://localhost:" + port, "https://localhost:" + port})
            assertThat(Raw.get(dashboard, "/api/v1/overview", "Origin: " + origin).status()).as(origin).isEqualTo(200);
        for (String origin : new String[] {"http://evil.example", "null", "http://localhost", "http://localhost:1", "",
            "http://127.0.0.1:" + port, "localhost:" + port, "http://localhost:" + port + ".evil.example"})
            assertThat(Raw.get(dashboard, "/api/v1/overview", "Origin: " + origin).status()).as(origin).isEqualTo(403);
        for (String site : new String[] {"cross-site", "same-site", "nonsense"}) {
            String header = "Sec-Fetch-Site: " + site;
            for (String path : new String[] {"/api/v1/overview", "/api/v1/stream", "/metrics", "/health"})
                assertThat(Raw.get(dashboard, path, header).status()).as(path).isEqualTo(403);
            assertThat(Raw.get(dashboard, "/", header).status()).isEqualTo(200);
        }
        for (String site : new String[] {"same-origin", "none"})
            assertThat(Raw.get(dashboard, "/api/v1/overview", "Sec-Fetch-Site: " + site).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "get", "NONSENSE"})
    void takesGetAndHeadOnly(String method) throws IOException {
        for (String path : new String[] {"/", "/api/v1/overview", "/metrics", "/nowhere"}) {
            Raw.Answer answer = Raw.ask(dashboard, method, path, "Content-Length: 3", "X-Test: <b>");
            assertThat(answer.status()).as(path).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
            assertThat(answer.body()).doesNotContain("<b>");
        }
        assertThat(Raw.ask(dashboard, method, "/api/v1/overview").json().get("error").asString())
                .isEqualTo("method must be GET or HEAD: method=" + method);
    }

    @Test
    void takesNoBody() throws IOException {
        assertThat(Raw.get(dashboard, "/health", "Content-Length: 3").status()).isEqualTo(400);
        assertThat(Raw.get(dashboard, "/health", "Content-Length: 1000000000000").status()).isEqualTo(400);
        assertThat(Raw.get(dashboard, "/health", "Transfer-Encoding: chunked").status()).isEqualTo(400);
        assertThat(Raw.get(dashboard, "/health", "Content-Length: -1").status()).isIn(0, 400);
    }

    @Test
    void waitsForNoBodyThatWasAnnounced() throws IOException {
        try (Raw raw = Raw.to(dashboard)) {
            raw.send("POST / HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: 3\r\n\r\n");
            assertThat(raw.answer().status()).isEqualTo(405);
            long before = System.nanoTime();
            assertThat(raw.ends()).isTrue();
            // And not when the time for an answer is over, which is ten seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(7));
        }
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        assertThat(Raw.get(dashboard, "/" + "x".repeat(9_000)).status()).isEqualTo(414);
        assertThat(Raw.get(dashboard, "/health", "X-Long: " + "x".repeat(17_000)).status()).isEqualTo(431);
        assertThat(Raw.get(dashboard, "/" + "x".repeat(1 << 20)).status()).isIn(0, 414);
        assertThat(Raw.get(dashboard, "/health", "X-Long: " + "x".repeat(1 << 20)).status()).isIn(0, 431);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10_000; i++) many.append("X-").append(i).append(": 1\r\n");
        assertThat(Raw.get(dashboard, "/health", many + "X-Last: 1").status()).isIn(0, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/../files.txt", "/page/..%2ffiles.txt", "/page/%2e%2e/files.txt", "/page/files.txt",
        "/page/%252e%252e%252ffiles.txt", "/page/..%5cfiles.txt", "/page/index.html%00.js", "/page/index%2ehtml",
        "/page//index.html", "/page/./index.html", "/page/", "/page", "/page/module-info.class", "/../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd", "/page/index.html/", "/page/index.html;x", "/API/v1/overview", "/api/v1",
        "/api/v1/", "/api/v1/overview/", "/api/v1/../v1/overview", "/api/v2/overview", "/favicon.ico"})
    void servesNothingButWhatIsListed(String path) throws IOException {
        assertThat(Raw.get(dashboard, path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/..\\files.txt", "/page/\0", "/<script>", "/page/%", "/page/%zz", "/\u00e9",
        "/api/v1/actors?search=%zz", "/api/v1/actors?search=%", "/api/v1/actors?search=<"})
    void refusesWhatIsNoUri(String path) throws IOException {
        Raw.Answer answer = Raw.get(dashboard, path);
        assertThat(answer.status()).isIn(0, 400, 404);
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @Test
    void servesThePageWithItsTypeAndTag() throws IOException {
        Raw.Answer page = Raw.get(dashboard, "/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body()).contains("<title>");
        String tag = page.header("ETag");
        assertThat(Raw.get(dashboard, "/page/index.html").header("ETag")).isEqualTo(tag);
        Raw.Answer again = Raw.get(dashboard, "/", "If-None-Match: " + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("Content-Security-Policy")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/index.html", "/health", "/metrics", "/api/v1/overview", "/api/v1/actors",
        "/api/v1/groups", "/api/v1/tree", "/api/v1/workers", "/api/v1/pools", "/api/v1/failures",
        "/api/v1/dead-letters", "/api/v1/waits", "/api/v1/stream", "/api/v1/actor?path=nobody", "/nowhere"})
    void putsTheSameHeadersOnEverythingAndNoBodyBehindAHead(String path) throws IOException {
        Raw.Answer head = Raw.ask(dashboard, "HEAD", path);
        assertThat(head.status()).isIn(200, 404);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(head.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(head.header("Referrer-Policy")).isEqualTo("no-referrer");
        if (path.startsWith("/api")) assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        if (path.equals("/api/v1/stream")) return;
        Raw.Answer get = Raw.get(dashboard, path);
        assertThat(get.status()).isEqualTo(head.status());
        assertThat(get.body()).isNotEmpty();
        assertThat(get.header("Content-Type")).isEqualTo(head.header("Content-Type"));
        assertThat(get.header("Content-Security-Policy")).isEqualTo(head.header("Content-Security-Policy"));
        assertThat(head.header("Content-Length")).isNotEmpty();
        if (path.endsWith(".html")) assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"actors?limit=-1", "actors?limit=1000000000000", "actors?limit=1001", "waits?limit=1001",
        "tree?limit=1001", "actors?limit=",
        "actors?limit=1&limit=1", "actors?offset=-1", "actors?offset=x", "actors?order=x", "actors?order=PATH",
        "actors?desc=yes", "actors?state=x", "actors?nonsense=1", "actors?%ff=1", "actors?search=%ff%fe",
        "actors?search=%c0%af", "actors?search=%ed%a0%80", "actors?=", "actors?&", "actor", "actor?path=",
        "tree?limit=-1", "overview?x=1", "stream?x=1", "trace?path=x&seconds=0", "trace?path=x&seconds=601",
        "trace?path=x&most=0", "trace?path=x&most=10001", "trace?path=x&bodies=maybe", "trace"})
    void refusesBadParametersByNameAndValue(String target) throws IOException {
        Raw.Answer answer = Raw.get(dashboard, "/api/v1/" + target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.json().get("error").asString()).contains(" must ").contains(": ").contains("=")
                .doesNotContain("Exception");
    }

    @Test
    void answersSeveralRequestsOverOneConnection() throws IOException {
        try (Raw raw = Raw.to(dashboard)) {
            for (int i = 0; i < 3; i++) {
                raw.send("GET /health HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
                assertThat(raw.answer().json().get("status").asString()).isEqualTo("up");
            }
            raw.send("GET /nowhere HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
            assertThat(raw.answer().status()).isEqualTo(404);
            assertThat(raw.ends()).as("a refusal ends it").isTrue();
        }
    }
}
