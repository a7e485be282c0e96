package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DashboardStartTest {
    private static final String TOKEN = "correct-horse-battery";
    private final ActorSystem system = ActorSystem.create();

    @AfterEach
    void closeSystem() {
        system.close();
    }

    @Test
    void namesThePortThatIsTaken() {
        try (Dashboard first = Dashboard.of(system).port(0).start()) {
            int port = first.uri().getPort();
            assertThatIllegalStateException().isThrownBy(() -> Dashboard.of(system).port(port).start())
                    .withMessage("port must be free, and the address this machine's: port=%d, address=127.0.0.1", port);
        }
    }

    @Test
    void refusesBadTermsByNameAndValue(@TempDir Path folder) throws IOException {
        DashboardBuilder builder = Dashboard.of(system);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(-1))
                .withMessage("port must be between 0 and 65535: port=-1");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.token("short")).withMessage(
                "token must be 16 to 256 letters, digits, '.', '_', '~', '-': length=5");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.token(TOKEN + "\r\nX: 1"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.hosts("a/b"))
                .withMessage("host must be a name or address, maybe with a port: host=a/b");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(0).address("no such place").start())
                .withMessage("address must be known: address=no such place");
        Path none = folder.resolve("none");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tls(none, "secret"))
                .withMessage("key store must be readable with its password: keyStore=" + none);
        Path broken = Files.writeString(folder.resolve("broken"), "no key store");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tls(broken, "secret"));
    }

    @Test
    void refusesNull() {
        DashboardBuilder builder = Dashboard.of(system);
        assertThatNullPointerException().isThrownBy(() -> Dashboard.start(null)).withMessageContaining("system=null");
        assertThatNullPointerException().isThrownBy(() -> builder.address(null)).withMessageContaining("address=null");
        assertThatNullPointerException().isThrownBy(() -> builder.token(null)).withMessageContaining("token=null");
        assertThatNullPointerException().isThrownBy(() -> builder.tls(null, "x"))
                .withMessageContaining("keyStore=null");
        assertThatNullPointerException().isThrownBy(() -> builder.tls(Path.of("x"), null))
                .withMessageContaining("password=null");
        assertThatNullPointerException().isThrownBy(() -> builder.hosts((String) null))
                .withMessageContaining("host=null");
        assertThatNullPointerException().isThrownBy(() -> builder.registry(null))
                .withMessageContaining("registry=null");
    }

    @Test
    void refusesAClosedSystemAndFreesThePort() {
        Dashboard before = Dashboard.of(system).port(0).start();
        system.close();
        assertThatIllegalStateException().isThrownBy(() -> Dashboard.of(system).port(before.uri().getPort()).start())
                .withMessage("system must be open: system=" + system.inspect().system());
    }

    @Test
    void closesWithItsSystemAfterTheActorsHaveEnded() throws IOException {
        Dashboard dashboard = Dashboard.of(system).port(0).start();
        assertThat(Raw.get(dashboard, "/health").status()).isEqualTo(200);
        system.close();
        assertThat(refuses(dashboard)).isTrue();
        dashboard.close(); // a second time does nothing
    }

    @Test
    void closesAtOnceAndAllItsThreadsEnd() throws IOException {
        Dashboard dashboard = Dashboard.of(system).port(0).start();
        Raw.get(dashboard, "/metrics");
        Raw stream = Raw.stream(dashboard, "/api/v1/stream");
        stream.event("overview");
        dashboard.close();
        assertThat(stream.ends()).isTrue();
        assertThat(refuses(dashboard)).isTrue();
        dashboard.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("troupe-dashboard")
                        || thread.getName().startsWith("troupe-ticks")));
    }

    private static boolean refuses(Dashboard dashboard) {
        try (Raw raw = Raw.to(dashboard)) {
            return raw.ends();
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void runsOnDaemonThreadsOnly() throws IOException {
        try (Dashboard dashboard = Dashboard.of(system).port(0).start();
                Raw stream = Raw.stream(dashboard, "/api/v1/stream")) {
            stream.event("overview");
            Raw.get(dashboard, "/metrics");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(
                            thread -> thread.getName().startsWith("troupe-") || thread.getName().startsWith("HTTP-"))
                    .isNotEmpty().allMatch(Thread::isDaemon);
        }
    }

    @Test
    void wantsATokenOffLoopback() throws IOException {
        try (Dashboard dashboard = Dashboard.of(system).port(0).address("0.0.0.0").start()) {
            String token = dashboard.token().orElseThrow();
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(dashboard.uri().toString()).doesNotContain(token);
            assertThat(Raw.get(dashboard, "/api/v1/overview").status()).isEqualTo(401);
            assertThat(Raw.get(dashboard, "/api/v1/overview", "Authorization: Bearer " + token).status())
                    .isEqualTo(200);
        }
        try (Dashboard dashboard = Dashboard.of(system).port(0).start()) {
            assertThat(dashboard.token()).isEmpty();
        }
    }

    @Test
    void takesTheRightTokenOnly() throws IOException {
        try (Dashboard dashboard = Dashboard.of(system).port(0).token(TOKEN).start()) {
            String cookie = "Cookie: troupe-" + dashboard.uri().getPort() + "=";
            String session = session(dashboard);
            assertThat(session).startsWith(cookie);
            for (String path : new String[] {"/", "/page/index.html", "/health", "/metrics", "/api/v1/overview",
                "/api/v1/stream", "/nowhere"}) {
                Raw.Answer none = Raw.get(dashboard, path);
                assertThat(none.status()).as(path).isEqualTo(401);
                assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
                assertThat(none.body()).doesNotContain(TOKEN);
            }
            String almost = TOKEN.substring(0, TOKEN.length() - 1) + "x";
            for (String wrong : new String[] {"Authorization: Bearer " + almost, "Authorization: Bearer " + TOKEN + "x",
                "Authorization: Bearer", "Authorization: " + TOKEN, "Authorization: Basic " + TOKEN, cookie + almost,
                cookie + TOKEN, session + "x",
                "Authorization: Bearer " + session.substring(cookie.length()),
                cookie, "Cookie: troupe=" + TOKEN, "Cookie: nonsense", "Authorization: Bearer " + "x".repeat(9_000)})
                assertThat(Raw.get(dashboard, "/health", wrong).status()).as(wrong).isEqualTo(401);
            assertThat(Raw.get(dashboard, "/health", "Authorization: Bearer " + almost, session).status())
                    .isEqualTo(401);
            for (String right : new String[] {"Authorization: Bearer " + TOKEN, "authorization: bearer " + TOKEN,
                session, session.replace("Cookie: ", "Cookie: a=b; ") + "; c=d"})
                assertThat(Raw.get(dashboard, "/health", right).status()).as(right).isEqualTo(200);
        }
    }

    @Test
    void leavesTheTokenInACookie() throws IOException {
        try (Dashboard dashboard = Dashboard.of(system).port(0).token(TOKEN).start()) {
            Raw.Answer entered = Raw.get(dashboard, "/?token=" + TOKEN);
            goesOnByItself(entered);
            assertThat(entered.header("Set-Cookie")).matches("troupe-" + dashboard.uri().getPort()
                    + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
            assertThat(entered.header("Set-Cookie") + entered.body()).doesNotContain(TOKEN);
            assertThat(session(dashboard)).as("the same for all").isEqualTo(session(dashboard));
            for (String wrong : new String[] {"/?token=wrong", "/?token=", "/?token", "/?x=1&token=" + TOKEN,
                "/health?token=" + TOKEN}) {
                Raw.Answer refused = Raw.get(dashboard, wrong);
                assertThat(refused.status()).as(wrong).isEqualTo(401);
                assertThat(refused.header("Set-Cookie")).isEmpty();
            }
            assertThat(Raw.get(dashboard, "/?token=" + TOKEN + "&token=" + TOKEN).status()).isEqualTo(400);
        }
    }

    /// Not by a redirect: that would count as the other site's, and a browser would keep the strict cookie back.
    private static void goesOnByItself(Raw.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).contains("<meta http-equiv=\"refresh\" content=\"0;url=/\">").doesNotContain("script",
                "style");
    }

    private static String session(Dashboard dashboard) throws IOException {
        String cookie = Raw.get(dashboard, "/?token=" + TOKEN).header("Set-Cookie");
        return "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void letsALinkOfAnotherSitesComeAnewAsItsOwn() throws IOException {
        try (Dashboard dashboard = Dashboard.of(system).port(0).token(TOKEN).start()) {
            Raw.Answer linked = Raw.get(dashboard, "/", "Sec-Fetch-Site: cross-site");
            goesOnByItself(linked);
            assertThat(linked.header("Set-Cookie")).isEmpty();
            for (String site : new String[] {"same-origin", "same-site", "none"})
                assertThat(Raw.get(dashboard, "/", "Sec-Fetch-Site: " + site).status()).as(site).isEqualTo(401);
            assertThat(Raw.get(dashboard, "/page/app.js", "Sec-Fetch-Site: cross-site").status()).isEqualTo(401);
            assertThat(Raw.get(dashboard, "/", "Sec-Fetch-Site: cross-site", session(dashboard)).body())
                    .contains("script");
        }
    }

    @Test
    void leavesNoProbeOfMetersThatCannotBeBound() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(MeterFilter.deny(id -> {
            if (id.getName().startsWith("jvm.")) throw new InternalError("planted");
            return false;
        }));
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> Dashboard.of(system).bind(registry));
        system.tell("nobody", 1);
        assertThat(system.inspect().deadLetters()).as("kept only while something is attached").isEmpty();
    }

    @Test
    void speaksTls(@TempDir Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "ops", "-keyalg", "EC", "-dname", "CN=localhost", "-storepass", TOKEN,
                "-keystore",
                store.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        assertThat(keytool.waitFor()).isZero();
        try (Dashboard dashboard = Dashboard.of(system).port(0).tls(store, TOKEN).token(TOKEN).start()) {
            assertThat(dashboard.uri().getScheme()).isEqualTo("https");
            int port = dashboard.uri().getPort();
            // On a busy machine the first handshake may take longer than a header may.
            Raw.Answer answer = await().until(() -> entered(port), got -> got.status() != 0);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Set-Cookie")).endsWith("; HttpOnly; SameSite=Strict; Secure");
            // Plain HTTP on that port gets nothing, and the next one is served.
            assertThat(Raw.get(dashboard, "/health").status()).isZero();
            try (Raw raw = new Raw(
                    trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port))) {
                raw.send("GET /api/v1/stream HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer " + TOKEN
                        + "\r\n\r\n");
                assertThat(raw.event("overview").get("system").asString()).isEqualTo(system.inspect().system());
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Dashboard.of(system).tls(store, "wrong"));
    }

    private static Raw.Answer entered(int port) throws IOException, GeneralSecurityException {
        try (Raw raw = new Raw(trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port))) {
            raw.send("GET /?token=" + TOKEN + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n");
            return raw.answer();
        }
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }}, null);
        return context;
    }
}
