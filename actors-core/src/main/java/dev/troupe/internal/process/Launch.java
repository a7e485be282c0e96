package dev.troupe.internal.process;

import dev.troupe.offload.WorkerLostException;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Starts a child and waits until it is ready.
///
/// The socket stands in a directory that only this user can enter, beside the file with the child's command line, which may
/// be too long for the system. Both are gone as soon as the child has connected, or is known not to. The wait is for three
/// things: a connection; the end of the child, which closes the server socket; the limit, which kills the child.
final class Launch {
    private static final int LONGEST_SOCKET_PATH = 100;
    private static final List<String> OPTIONS = List.of(
            // memory that ran out has hit any thread, and what that one held is broken
            "-XX:+ExitOnOutOfMemoryError",
            // no file is left behind, neither while it runs nor when it crashes
            "-XX:-UsePerfData", "-XX:+ErrorFileToStderr", "-XX:-CreateCoredumpOnCrash", "-XX:-DumpReplayDataOnError",
            "-XX:+DisplayVMOutputToStderr",
            // serialisation recurses, and must get as deep as it may while it is still interpreted
            "-Xss4m",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    private final Settings settings;
    private final Admission admission;
    private final String name;

    Launch(Settings settings, Admission admission, String name) {
        this.settings = settings;
        this.admission = admission;
        this.name = name;
    }

    /// @param known is told of the child before it is ready, and may end it
    /// @throws WorkerLostException if it doesn't start
    Worker start(Consumer<Worker> known) throws InterruptedException {
        Path directory;
        try {
            directory = Files.createTempDirectory(base(), "troupe-"); // rwx------
        } catch (IOException e) {
            throw new WorkerLostException("a worker needs a directory for its socket", name, null, null, List.of(), e);
        }
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(directory.resolve(Wiring.SOCKET)), 1);
            Path arguments = Files.writeString(directory.resolve("arguments"), arguments(directory));
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + arguments);
            builder.redirectErrorStream(true).environment().putAll(settings.environment());
            Process process = builder.start();
            Worker worker = null;
            boolean ready = false;
            try {
                worker = new Worker(name, process,
                        new Output(name, process.getInputStream(), settings.output()).start());
                known.accept(worker);
                await(worker, server, directory);
                ready = true;
                return worker;
            } finally {
                if (worker == null) process.toHandle().destroyForcibly();
                else if (!ready) worker.end(Duration.ZERO);
            }
        } catch (IOException e) {
            if (Thread.interrupted()) throw interrupted();
            throw new WorkerLostException("a worker's process must start", name, null, null, List.of(), e);
        } finally {
            Wiring.delete(directory);
        }
    }

    private void await(Worker worker, ServerSocketChannel server, Path directory) throws InterruptedException {
        CompletableFuture<Boolean> inTime = new CompletableFuture<Boolean>()
                .orTimeout(Losses.nanos(settings.startLimit()), TimeUnit.NANOSECONDS).whenComplete((done, late) -> {
                    if (late instanceof TimeoutException) worker.kill();
                });
        worker.whenExited(() -> close(server));
        try {
            SocketChannel channel = server.accept();
            Wiring.delete(directory);
            Wiring.widen(channel);
            worker.connect(new Courier(channel, settings.frameBytes(), admission, name));
            if (settings.warmUp() != null) worker.run(settings.warmUp());
        } catch (IOException | BrokenException e) {
            if (Thread.interrupted()) throw interrupted();
            throw worker.lost(inTime.isCompletedExceptionally()
                    ? "a worker must be ready within " + settings.startLimit()
                    : "a worker must start", e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            worker.end(Duration.ZERO);
            throw new WorkerLostException("a worker's warm-up must succeed", name, null, null, List.of(), e);
        } finally {
            inTime.complete(true);
        }
    }

    private InterruptedException interrupted() {
        return new InterruptedException("interrupted while a worker started: worker=" + name);
    }

    private static void close(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException e) {
            // nobody waits at it any more
        }
    }

    /// Where the socket's path is as short as the kernel wants it.
    private static Path base() {
        Path usual = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        boolean fits = usual.toString().length()
                + ("/troupe-1234567890123456789/" + Wiring.SOCKET).length() <= LONGEST_SOCKET_PATH;
        Path common = Path.of("/tmp");
        return !fits && Files.isWritable(common) ? common : usual;
    }

    private String arguments(Path directory) {
        List<String> all = new ArrayList<>(OPTIONS);
        if (settings.heapBytes() > 0) all.add("-Xmx" + settings.heapBytes());
        // one task at a time: a collector with one thread starts sooner, and leaves the other processors to others
        if (settings.jvmOptions().stream().noneMatch(option -> option.matches("-XX:\\+Use.*GC")))
            all.add("-XX:+UseSerialGC");
        all.addAll(settings.jvmOptions());
        all.add("-cp");
        all.add(settings.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        all.add(Child.class.getName());
        all.addAll(List.of(directory.toString(), name, Long.toString(settings.frameBytes())));
        all.addAll(settings.allowed());
        return all.stream().map(Launch::quoted).collect(Collectors.joining("\n"));
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
                + '"';
    }
}
