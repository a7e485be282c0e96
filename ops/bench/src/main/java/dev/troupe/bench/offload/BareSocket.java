package dev.troupe.bench.offload;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The yardstick for bytes: a socket between two threads, one of which sends back what it reads. No objects, no process, and no
/// arrays.
final class BareSocket implements AutoCloseable {
    private static final int KERNEL_BYTES = 1 << 20;

    private final SocketChannel channel;
    private final SocketChannel other;
    private final ByteBuffer buffer;

    private BareSocket(SocketChannel channel, SocketChannel other, int bytes) {
        this.channel = channel;
        this.other = other;
        this.buffer = ByteBuffer.allocateDirect(bytes);
        ByteBuffer echo = ByteBuffer.allocateDirect(bytes);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    readAll(other, echo);
                    writeAll(other, echo);
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    static BareSocket open(int bytes) throws IOException {
        Path folder = Files.createTempDirectory("troupe-bench");
        Path path = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            SocketChannel one = widened(SocketChannel.open(UnixDomainSocketAddress.of(path)));
            return new BareSocket(one, widened(server.accept()), bytes);
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    private static SocketChannel widened(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BYTES);
        return channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BYTES);
    }

    void roundTrip() throws IOException {
        buffer.clear();
        writeAll(channel, buffer);
        readAll(channel, buffer);
    }

    private static void writeAll(SocketChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) to.write(bytes);
        bytes.clear();
    }

    private static void readAll(SocketChannel from, ByteBuffer bytes) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) if (from.read(bytes) < 0) throw new IOException("the other side has closed");
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        other.close();
    }
}
