package dev.troupe.internal.process;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What both sides do about the socket and the directory in which it stands until they are connected.
final class Wiring {
    /// The socket's name in its directory.
    static final String SOCKET = "socket";

    private static final int KERNEL_BUFFER_BYTES = 1024 * 1024;

    private Wiring() {}

    /// Lets the kernel hold more than the common 200 KiB, so that the sides wait for each other less often.
    static void widen(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER_BYTES);
    }

    /// Deletes a directory with the files in it. Both sides do: what is gone already is fine. One thread of each at a time, so that a
    /// JVM which halts after it leaves no deletion half done. Called by threads of the library's own.
    static synchronized void delete(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        } catch (IOException | DirectoryIteratorException e) {
            // gone, or the other side is just at it
        }
    }
}
