package dev.troupe.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that sends what it is told, byte by byte.
final class Raw implements AutoCloseable {
    /// An answer; status 0 if the connection was closed without one.
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final Socket socket;
    private final InputStream in;
    private boolean head; // whether that was asked, which has a length and no body

    Raw(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(20_000);
    }

    static Raw to(Dashboard dashboard) throws IOException {
        return new Raw(new Socket(InetAddress.getLoopbackAddress(), dashboard.uri().getPort()));
    }

    /// Asks with a GET and further header lines.
    static Answer get(Dashboard dashboard, String target, String... headers) throws IOException {
        return ask(dashboard, "GET", target, headers);
    }

    static Answer ask(Dashboard dashboard, String method, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            request.append(header).append("\r\n");
            host |= header.startsWith("Host:");
        }
        if (!host) request.append("Host: localhost:").append(dashboard.uri().getPort()).append("\r\n");
        return exchange(dashboard, request.append("Connection: close\r\n\r\n").toString());
    }

    /// Sends all of it and reads what comes until the connection ends.
    static Answer exchange(Dashboard dashboard, String request) throws IOException {
        try (Raw raw = to(dashboard)) {
            try {
                raw.send(request);
            } catch (IOException _) {
                // closed while we send: an answer may be there all the same
            }
            return raw.answer();
        }
    }

    void send(String text) throws IOException {
        head = text.startsWith("HEAD ");
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    Answer answer() {
        try {
            String first = line();
            if (first == null || !first.startsWith("HTTP/1.1 ")) return new Answer(0, Map.of(), "");
            Map<String, String> headers = headers();
            boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
            String length = headers.get("content-length");
            boolean whole = length != null && !head; // to a HEAD, nothing may come until the end
            byte[] body = chunked && !head
                    ? new byte[0]
                    : whole ? in.readNBytes(Integer.parseInt(length)) : in.readAllBytes();
            return new Answer(Integer.parseInt(first.split(" ", -1)[1]), headers, new String(body, UTF_8));
        } catch (IOException _) {
            return new Answer(0, Map.of(), "");
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line())
            headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 1).strip());
        return headers;
    }

    /// The next line, without its end; null at the end of the connection.
    @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') return line.toString(ISO_8859_1).stripTrailing();
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(ISO_8859_1);
    }

    /// The data of the next event of a name.
    JsonNode event(String name) throws IOException {
        for (String line = line(); line != null; line = line())
            if (line.equals("event: " + name))
                return JsonMapper.shared().readTree(String.valueOf(line()).substring("data: ".length()));
        throw new IOException("the stream has ended before: event=" + name);
    }

    /// Begins a stream.
    static Raw stream(Dashboard dashboard, String target) throws IOException {
        Raw raw = to(dashboard);
        raw.send("GET " + target + " HTTP/1.1\r\nHost: localhost:" + dashboard.uri().getPort() + "\r\n\r\n");
        return raw;
    }

    /// Whether the other side ends the connection, before anything more than a time's limit.
    boolean ends() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
