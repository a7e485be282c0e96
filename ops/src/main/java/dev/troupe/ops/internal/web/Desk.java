package dev.troupe.ops.internal.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.troupe.ops.internal.api.Parameters;
import dev.troupe.ops.internal.api.RefusedException;
import dev.troupe.ops.internal.api.Views;
import dev.troupe.ops.internal.listen.Mishaps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From a request to its answer. A path is compared as it came, and never decoded or taken apart: what isn't one of those here is 404.
final class Desk implements HttpHandler {
    private static final String API = "/api/v1/";
    private static final String PAGE = "/page/";
    private static final byte[] ON = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">
            <link rel="icon" href="data:,"><title>Troupe</title>
            <a href="/">To the dashboard</a></html>
            """
            .getBytes(StandardCharsets.UTF_8);

    private final Gate gate;
    private final Door door;
    private final Views views;
    private final Streams streams;
    private final Scrape scrape;
    private final boolean tls;
    private final long answerNanos;
    private final PageFiles files = new PageFiles();

    Desk(Gate gate, Door door, Views views, Streams streams, Scrape scrape, boolean tls, Duration answer) {
        this.gate = gate;
        this.door = door;
        this.views = views;
        this.streams = streams;
        this.scrape = scrape;
        this.tls = tls;
        this.answerNanos = answer.toNanos();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            admit(exchange, Gate.visit());
        } catch (RuntimeException | Error thrown) {
            fail(exchange, thrown);
        }
    }

    private void admit(HttpExchange exchange, Gate.Visit visit) throws IOException {
        visit.within(answerNanos);
        try {
            if (gate.isCrowded())
                throw new RefusedException(503, "requests at once must be at most " + Gate.REQUESTS + ": try again");
            door.check(exchange);
            answer(exchange, visit);
        } catch (RefusedException refused) {
            Reply.refuse(exchange, refused.status(), refused.text());
        }
    }

    /// The server doesn't close the connection of a handler that throws an Error, and who asked would wait for ever.
    private static void fail(HttpExchange exchange, Throwable thrown) {
        try {
            Mishaps.log("a dashboard's answer has failed: path=" + exchange.getRequestURI().getRawPath(), thrown);
            Reply.refuse(exchange, 500, "the dashboard has failed; its log says why");
        } catch (Throwable _) {
            exchange.close(); // the answer had begun, or there is no room for one
        }
    }

    private void answer(HttpExchange exchange, Gate.Visit visit) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        if (path.equals("/") && query != null && query.startsWith("token=") && door.isLocked()) {
            enter(exchange, Parameters.of(query, Set.of("token")));
            return;
        }
        if (path.equals("/") && door.isLinkFromElsewhere(exchange)) {
            goOn(exchange);
            return;
        }
        door.checkToken(exchange);
        if (path.equals(API + "stream")) streams.overview(exchange, visit, query);
        else if (path.equals(API + "trace")) streams.trace(exchange, visit, query);
        else if (path.startsWith(API)) api(exchange, path.substring(API.length()), query);
        else if (path.equals("/")) file(exchange, "index.html");
        else if (path.startsWith(PAGE)) file(exchange, path.substring(PAGE.length()));
        else if (path.equals("/metrics")) Reply.send(exchange, 200, Scrape.TYPE, scrape.text());
        else if (path.equals("/health")) Reply.send(exchange, 200, Reply.JSON, views.health());
        else throw absent(path);
    }

    private void enter(HttpExchange exchange, Parameters given) throws IOException {
        String cookie = door.cookieFor(given.text("token", ""), tls);
        if (cookie == null) throw new RefusedException(401, "token must be the one that this server was started with");
        exchange.getResponseHeaders().set("Set-Cookie", cookie);
        goOn(exchange);
    }

    /// A page that goes on to `/` by itself. A redirect would do as well, but where the link to it was another site's, the browser
    /// takes the redirect for that site's as well and keeps a strict cookie back. What this page asks for, it asks for itself.
    private static void goOn(HttpExchange exchange) throws IOException {
        Reply.send(exchange, 200, "text/html; charset=utf-8", ON);
    }

    private void api(HttpExchange exchange, String view, @Nullable String query) throws IOException {
        byte[] answer = views.answer(view, query);
        if (answer == null) throw absent(API + view);
        Reply.send(exchange, 200, Reply.JSON, answer);
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        PageFiles.PageFile file = files.get(name);
        if (file == null) throw absent(PAGE + name);
        exchange.getResponseHeaders().set("ETag", file.etag);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache"); // ask each time whether it is the same
        if (file.etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) Reply.empty(exchange, 304);
        else Reply.send(exchange, 200, file.type, file.bytes);
    }

    private static RefusedException absent(String path) {
        String shown = path.length() <= 100 ? path : path.substring(0, 100) + "…";
        return new RefusedException(404, "path must be one of this server's: path=" + shown);
    }
}
