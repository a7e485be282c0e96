package dev.troupe.examples;

import dev.troupe.ActorContext;
import dev.troupe.ActorSystem;
import dev.troupe.AwaitException;
import dev.troupe.Task;
import dev.troupe.TaskContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A server on a TCP port, with an actor for each connection: a loop that awaits a line and sends it back. A thousand clients
/// are connected at once before the first says a word; no platform thread waits for any of them.
final class EchoServer {
    private EchoServer() {}

    static void run(Consumer<String> out, Options options) throws IOException {
        int many = options.messages();
        try (var listener = listen(options.port(), many); var system = ActorSystem.create()) {
            system.onFailure(failure -> out.accept("failed: " + failure.actor() + ": " + failure.cause()));
            AtomicInteger connections = new AtomicInteger();
            system.spawn("server", Void.class, self -> {
                while (true) {
                    Socket socket = self.blocking(listener::accept);
                    self.spawn("connection-" + connections.incrementAndGet(), Void.class, its -> echo(its, socket));
                }
            });
            CompletableFuture<Void> allConnected = new CompletableFuture<>();
            AtomicInteger missing = new AtomicInteger(many);
            Task<Integer> right = system.start(self -> {
                List<Task<Boolean>> clients = new ArrayList<>();
                for (int n = 0; n < many; n++) {
                    String line = "line of client " + n;
                    clients.add(self.start(client -> isEchoed(client, listener, line, () -> {
                        if (missing.decrementAndGet() == 0) allConnected.complete(null);
                        client.await(allConnected);
                    })));
                }
                int echoed = 0;
                for (Task<Boolean> client : clients) if (self.await(client)) echoed++;
                return echoed;
            });
            int echoed = system.run(right);
            out.accept(many + " clients connected at once");
            out.accept(connections + " connections served, each by its actor");
            out.accept(echoed + " lines came back as they were sent");
        }
    }

    /// What a connection's actor does.
    private static void echo(ActorContext<Void> self, Socket socket) throws IOException {
        try (socket; var lines = reader(socket)) {
            while (true) {
                String line = self.blocking(lines::readLine);
                if (line == null) return;
                self.blocking(() -> send(socket, line));
            }
        }
    }

    private static boolean isEchoed(TaskContext client, ServerSocket server, String line, Runnable connected)
            throws IOException {
        try (Socket socket = client.blocking(() -> new Socket(server.getInetAddress(), server.getLocalPort()));
                var lines = reader(socket)) {
            connected.run();
            client.blocking(() -> send(socket, line));
            return line.equals(client.blocking(lines::readLine));
        } catch (AwaitException e) {
            throw new IOException("a client must be served: line=" + line + ", cause=" + e.getCause(), e);
        }
    }

    private static ServerSocket listen(int port, int atOnce) throws IOException {
        try {
            return new ServerSocket(port, atOnce, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IOException("port must be free: port=" + port, e);
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static boolean send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
