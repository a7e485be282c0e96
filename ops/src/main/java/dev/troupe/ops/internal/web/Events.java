package dev.troupe.ops.internal.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Server-sent events to one reader, on the thread of its visit. Each write has a limit of time: a reader that doesn't read costs
/// itself its stream, and nobody else anything.
final class Events implements AutoCloseable {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Gate.Visit visit;
    private final OutputStream out;
    private final long writeNanos;
    private long count;

    private Events(Gate.Visit visit, OutputStream out, Duration write) {
        this.visit = visit;
        this.out = out;
        this.writeNanos = write.toNanos();
    }

    /// Begins a stream.
    static Events begin(HttpExchange exchange, Gate.Visit visit, Duration write) throws IOException {
        head(exchange);
        exchange.sendResponseHeaders(200, 0);
        Events events = new Events(visit, exchange.getResponseBody(), write);
        events.write("retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII));
        return events;
    }

    /// Sets its headers.
    static void head(HttpExchange exchange) {
        Headers headers = Reply.headers(exchange);
        headers.set("Content-Type", "text/event-stream; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Accel-Buffering", "no"); // a proxy in front passes on what comes as it comes
        headers.set("Connection", "close");
    }

    void event(String name, byte[] json) throws IOException {
        byte[] front = ("id: " + ++count + "\nevent: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[front.length + json.length + 2];
        System.arraycopy(front, 0, all, 0, front.length);
        System.arraycopy(json, 0, all, front.length, json.length);
        all[all.length - 2] = '\n';
        all[all.length - 1] = '\n';
        write(all);
    }

    /// A comment, by which both sides notice that the other is gone.
    void heartbeat() throws IOException {
        write(HEARTBEAT);
    }

    private void write(byte[] bytes) throws IOException {
        visit.within(writeNanos);
        out.write(bytes);
        out.flush();
        visit.unlimited();
    }

    @Override
    public void close() throws IOException {
        visit.within(writeNanos);
        out.close();
    }
}
