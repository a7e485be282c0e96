package dev.troupe.ops.internal.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.troupe.ops.internal.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Writes answers, all with the same headers.
final class Reply {
    private static final Map<String, String> HEADERS = Map.of("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin", "Cross-Origin-Opener-Policy", "same-origin");
    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    /// How long the end of an answer may take: a body that the request has announced is waited for then, and thrown away.
    private static final long LINGER_NANOS = Duration.ofMillis(300).toNanos();

    private Reply() {}

    /// The headers that all have.
    static Headers headers(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        return headers;
    }

    /// A whole answer. To HEAD, without what it says.
    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = headers(exchange);
        headers.set("Content-Type", type);
        if (!headers.containsKey("Cache-Control")) headers.set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            sendHead(exchange, status);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length); // of 0 would be chunks
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
            out.flush(); // before the close, which may linger
            Gate.visit().within(LINGER_NANOS);
        }
    }

    private static void sendHead(HttpExchange exchange, int status) throws IOException {
        Gate.visit().within(LINGER_NANOS);
        exchange.sendResponseHeaders(status, -1);
    }

    /// An answer without a body, such as a redirect.
    static void empty(HttpExchange exchange, int status) throws IOException {
        headers(exchange);
        sendHead(exchange, status);
    }

    /// An answer that refuses: JSON under /api, else text. The connection ends with it, so that what the request still sends is not read.
    static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        boolean api = exchange.getRequestURI().getRawPath().startsWith("/api");
        byte[] body = api ? Json.bytes(Map.of("error", text)) : (text + "\n").getBytes(StandardCharsets.UTF_8);
        send(exchange, status, api ? JSON : TEXT, body);
    }
}
