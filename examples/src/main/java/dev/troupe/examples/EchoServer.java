package dev.troupe.examples;

import dev.troupe.ActorContext;
import dev.troupe.ActorSystem;
import dev.troupe.AwaitException;
import dev.troupe.Task;
import dev.troupe.TaskContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A server on a TCP port, with an actor for each connection: a loop that awaits a line and sends it back. All clients wait with
/// their first word until the server has an actor for each of them; no platform thread waits for any.
final class EchoServer {
    private EchoServer() {}

    /// The server's connections. Nobody locks: all actors here run on the deque, one at a time.
    private static final class Connections {
        final CompletableFuture<Void> allOpen = new CompletableFuture<>();
        int served, open, most;

        void opened(int wanted) {
            served++;
            most = Math.max(most, ++open);
            if (open == wanted) allOpen.complete(null);
        }
    }

    static void run(Consumer<String> out, Options options) throws IOException {
        int many = options.messages();
        try (var listener = listen(options.port(), many); var system = ActorSystem.create()) {
            system.onFailure(failure -> out.accept("failed: " + failure.actor() + ": " + failure.cause()));
            var connections = new Connections();
            var server = system.spawn("server", Void.class, self -> {
                for (int n = 1; true; n++) {
                    Socket socket = self.blocking(listener::accept);
                    self.spawn("connection-" + n, Void.class, its -> echo(its, socket, connections, many));
                }
            });
            // nobody waits for the others if there won't be any
            var _ = system.whenEnded(server).thenAccept(reason -> connections.allOpen
                    .completeExceptionally(new IOException("the server must go on: reason=" + reason)));
            Task<Integer> right = system.start(self -> {
                List<Task<Boolean>> clients = new ArrayList<>();
                for (int n = 0; n < many; n++) {
                    String line = "line of client " + n;
                    clients.add(self.start(client -> isEchoed(client, listener, line, connections.allOpen)));
                }
                int echoed = 0;
                for (Task<Boolean> client : clients) if (self.await(client)) echoed++;
                return echoed;
            });
            int echoed = system.run(right);
            out.accept(connections.served + " connections served, each by its actor");
            out.accept(connections.most + " of them open at once");
            out.accept(echoed + " lines came back as they were sent");
        }
    }

    /// What a connection's actor does.
    private static void echo(ActorContext<Void> self, Socket socket, Connections connections, int wanted)
            throws IOException {
        connections.opened(wanted);
        try (socket; var lines = reader(socket)) {
            while (true) {
                String line = self.blocking(lines::readLine);
                if (line == null) return;
                self.blocking(() -> send(socket, line));
            }
        } finally {
            connections.open--;
        }
    }

    private static boolean isEchoed(TaskContext client, ServerSocket server, String line, CompletableFuture<Void> begin)
            throws IOException {
        try (Socket socket = client.blocking(() -> new Socket(server.getInetAddress(), server.getLocalPort()));
                var lines = reader(socket)) {
            client.await(begin);
            client.blocking(() -> send(socket, line));
            return line.equals(client.blocking(lines::readLine));
        } catch (AwaitException e) {
            begin.completeExceptionally(e.getCause());
            throw new IOException("a client must be served: line=" + line + ", cause=" + e.getCause(), e);
        }
    }

    private static ServerSocket listen(int port, int atOnce) throws IOException {
        try {
            return new ServerSocket(port, atOnce, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw refused(port, e);
        }
    }

    static IOException refused(int port, IOException cause) {
        boolean taken = cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
        return new IOException(taken
                ? "port must be free: port=" + port
                : "cannot listen: port=" + port + ", cause=" + cause, cause);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static boolean send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
