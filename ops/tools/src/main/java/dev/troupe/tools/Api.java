package dev.troupe.tools;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A dashboard's figures, asked for over HTTP. One thread at a time.
final class Api implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final URI dashboard;
    private final @Nullable String token;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ObjectMapper mapper = JsonMapper.shared();

    Api(URI dashboard, @Nullable String token) {
        this.dashboard = dashboard;
        this.token = token;
    }

    /// What a view says now.
    ///
    /// @param view such as `overview` or `actors?limit=10`
    /// @throws IOException if nothing answers, or not what a dashboard does; its text says what, with the address
    JsonNode view(String view) throws IOException, InterruptedException {
        URI uri = dashboard.resolve("/api/v1/" + view);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER).header("Accept", "application/json");
        if (token != null) request.header("Authorization", "Bearer " + token);
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException thrown) {
            throw new IOException("a dashboard must answer: address=" + dashboard + ", error=" + thrown, thrown);
        }
        if (response.statusCode() == UNAUTHORIZED)
            throw new IOException("the dashboard wants its token, see --token: address=" + dashboard);
        if (response.statusCode() != OK)
            throw new IOException("a dashboard must answer with 200: status=" + response.statusCode() + ", address="
                    + uri);
        try {
            return mapper.readTree(response.body());
        } catch (JacksonException thrown) {
            throw new IOException("a dashboard must answer with JSON: address=" + uri, thrown);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
