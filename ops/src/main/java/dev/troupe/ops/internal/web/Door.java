package dev.troupe.ops.internal.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.troupe.ops.internal.api.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is let in. Looks at the request alone, before anything is done for it; what it refuses, it refuses by a [RefusedException].
final class Door {
    private static final int LINE_BYTES = 8 * 1024;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final String BEARER = "Bearer ";

    private final Hosts hosts;
    private final @Nullable Token token;
    private final String cookie;
    /// What the cookie holds. Cookies know no ports, so every server of that host gets it, and must not get the token, which may be
    /// shared with others or outlive this dashboard.
    private final Token session = Token.random();

    Door(Hosts hosts, @Nullable Token token, int port) {
        this.hosts = hosts;
        this.token = token;
        this.cookie = "troupe-" + port; // cookies know no ports, so the name does
    }

    /// Everything but the token.
    void check(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            throw new RefusedException(405, "method must be GET or HEAD: method=" + cut(method));
        }
        Headers headers = exchange.getRequestHeaders();
        URI uri = exchange.getRequestURI();
        checkSize(uri, headers);
        if (uri.isAbsolute() || uri.getRawAuthority() != null || !uri.getRawPath().startsWith("/"))
            throw new RefusedException(400, "request target must be a path: target=" + cut(uri.toString()));
        if (headers.containsKey("Transfer-Encoding")
                || !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0")))
            throw new RefusedException(400, "request must have no body: method=" + method);
        String host = checkHost(exchange);
        checkOrigin(headers, host, uri.getRawPath());
    }

    private static void checkSize(URI uri, Headers headers) {
        if (uri.toString().length() > LINE_BYTES)
            throw new RefusedException(414, "request line must be at most " + LINE_BYTES + " bytes: bytes="
                    + uri.toString().length());
        long size = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet())
            for (String value : header.getValue()) size += header.getKey().length() + value.length() + 4;
        if (size > HEADER_BYTES)
            throw new RefusedException(431, "header must be at most " + HEADER_BYTES + " bytes: bytes=" + size);
    }

    private String checkHost(HttpExchange exchange) {
        List<String> given = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (given.size() != 1) throw new RefusedException(403, "host must be given once: times=" + given.size());
        String host = given.getFirst();
        if (!hosts.allow(host, exchange.getLocalAddress().getAddress()))
            throw new RefusedException(403,
                    "host must be this server's, or named by hosts(…) of its builder: host=" + cut(host));
        return host;
    }

    /// A browser says where a request comes from, and pages of others are refused. To open the page itself by a link of theirs is fine.
    private static void checkOrigin(Headers headers, String host, String path) {
        List<String> origins = headers.getOrDefault("Origin", List.of());
        for (String origin : origins)
            if (!origin.equalsIgnoreCase("http://" + host) && !origin.equalsIgnoreCase("https://" + host))
                throw new RefusedException(403, "origin must be this server: origin=" + cut(origin));
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean page = path.equals("/") || path.startsWith("/page/");
        if (site != null && !page && !site.equals("same-origin") && !site.equals("none"))
            throw new RefusedException(403, "request must come from this site: Sec-Fetch-Site=" + cut(site));
    }

    /// Whether a token is needed to come in.
    boolean isLocked() {
        return token != null;
    }

    /// @throws RefusedException with 401 if a token is needed, and the request hasn't got it
    void checkToken(HttpExchange exchange) {
        if (token == null) return;
        List<String> given = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        if (!given.isEmpty()) {
            String value = given.getFirst();
            boolean right = given.size() == 1 && value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && token.is(value.substring(BEARER.length()).strip());
            if (right) return;
        } else if (hasCookie(exchange.getRequestHeaders())) { return; }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        throw new RefusedException(401,
                "token must be given: open /?token=TOKEN once, or send Authorization: Bearer TOKEN");
    }

    private boolean hasCookie(Headers headers) {
        for (String line : headers.getOrDefault("Cookie", List.of()))
            for (String pair : line.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(cookie) && session.is(parts[1])) return true;
            }
        return false;
    }

    /// Whether a browser has left out the cookie because a link of another site leads here: it does that with a strict one.
    boolean isLinkFromElsewhere(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return token != null && "cross-site".equals(headers.getFirst("Sec-Fetch-Site")) && !hasCookie(headers)
                && !headers.containsKey("Authorization");
    }

    /// The cookie for who knows the token; null if he doesn't.
    @Nullable String cookieFor(String given, boolean tls) {
        if (token == null || !token.is(given)) return null;
        return cookie + "=" + session.text() + "; Path=/; HttpOnly; SameSite=Strict" + (tls ? "; Secure" : "");
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
