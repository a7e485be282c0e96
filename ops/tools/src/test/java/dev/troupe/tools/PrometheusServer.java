package dev.troupe.tools;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Prometheus of the test's own, on a port of the loopback interface that it chooses itself.
final class PrometheusServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI uri;

    /// @param folder where it keeps everything
    PrometheusServer(Path config, Path folder) throws IOException {
        log = folder.resolve("prometheus.log");
        process = new ProcessBuilder("prometheus", "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:0").redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            uri = URI.create("http://127.0.0.1:" + await().atMost(PATIENCE).until(this::port, port -> port > 0) + "/");
        } catch (RuntimeException | Error thrown) {
            close();
            throw thrown;
        }
    }

    private int port() throws IOException {
        String said = Files.readString(log);
        if (!process.isAlive()) throw new IOException("prometheus has ended: " + said);
        Matcher found = LISTENING.matcher(said);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /// What its API answers.
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2)
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        return json.readTree(response.body());
    }

    /// What a query gives now.
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).path("data")
                .path("result");
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
