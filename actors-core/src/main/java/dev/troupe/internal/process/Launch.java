package dev.troupe.internal.process;

import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.WorkerLostException;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
    private static final int LONGEST_SOCKET_BYTES = 100;
    private static final List<String> OPTIONS = List.of(
            // memory that ran out has hit any thread, and what that one held is broken
            "-XX:+ExitOnOutOfMemoryError",
            // no file is left behind, neither while it runs nor when it crashes
            "-XX:-UsePerfData", "-XX:+ErrorFileToStderr", "-XX:-CreateCoredumpOnCrash", "-XX:-DumpReplayDataOnError",
            "-XX:+DisplayVMOutputToStderr",
            // serialisation recurses, and must get as deep as it may while it is still interpreted
            "-Xss4m",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    /// What a terminal sends to all of its processes is for the parent to answer: a signal that is ignored stays so in what the
    /// shell becomes, and a JVM leaves it.
    private static final String DEAF = "trap '' INT; exec \"$0\" \"$@\"";
    private static final String SHELL = "/bin/sh";
    /// The parent's own, such as its collector or its debugger's port. A child has its options from the pool.
    private static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS");
    /// What the system has paths in, and the launcher its arguments.
    private static final Charset NATIVE = Charset.forName(System.getProperty("native.encoding", "UTF-8"));

    private final Settings settings;
    private final Admission admission;
    private final String name;

    Launch(Settings settings, Admission admission, String name) {
        this.settings = settings;
        this.admission = admission;
        this.name = name;
    }

    /// @param known is told of the child before it is ready, and may end it
    /// @param exited is told when the child has ended, on a thread of its own, and may be told before
    /// @throws WorkerLostException if it doesn't start
    Worker start(Consumer<Worker> known, Consumer<Worker> exited) throws InterruptedException {
        Path directory;
        try {
            directory = Files.createTempDirectory(base(), "troupe-"); // rwx------
        } catch (IOException e) {
            throw new WorkerLostException("a worker needs a directory for its socket", name, null, null, List.of(), e);
        }
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(directory.resolve(Wiring.SOCKET)), 1);
            String mark = directory.getFileName().toString();
            Process process = start(directory, mark);
            Worker worker = null;
            boolean ready = false;
            try {
                worker = new Worker(name, process,
                        new Output(name, process.getInputStream(), settings.output()).start(), mark);
                Worker mine = worker;
                worker.whenExited(() -> {
                    close(server);
                    exited.accept(mine);
                });
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
        } catch (UnsupportedOperationException e) {
            throw new WorkerLostException("a worker needs Unix domain sockets", name, null, null, List.of(), e);
        } catch (OutOfMemoryError e) {
            throw new WorkerLostException("a worker needs threads and memory of this JVM, too", name, null, null,
                    List.of(), e);
        } finally {
            Wiring.delete(directory);
        }
    }

    private Process start(Path directory, String mark) throws IOException {
        Path arguments = directory.resolve("arguments");
        String text = arguments(directory);
        Files.writeString(arguments, text, NATIVE.newEncoder().canEncode(text) ? NATIVE : StandardCharsets.UTF_8);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                Files.isExecutable(Path.of(SHELL))
                        ? List.of(SHELL, "-c", DEAF, java, "@" + arguments)
                        : List.of(java, "@" + arguments));
        builder.redirectErrorStream(true).environment().keySet().removeAll(OPTION_VARIABLES);
        builder.environment().put(Kin.VARIABLE, mark);
        builder.environment().putAll(settings.environment());
        return builder.start();
    }

    private void await(Worker worker, ServerSocketChannel server, Path directory) throws InterruptedException {
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        var _ = inTime.whenComplete((done, late) -> { // when it is known that it is late: whoever sees the end asks
            if (late instanceof TimeoutException) worker.kill();
        });
        inTime.orTimeout(Losses.nanos(settings.startLimit()), TimeUnit.NANOSECONDS);
        try {
            SocketChannel channel = server.accept();
            Wiring.delete(directory);
            Wiring.widen(channel);
            worker.connect(new Courier(channel, settings.frameBytes(), admission, name));
            if (settings.warmUp() != null) warm(worker, settings.warmUp());
        } catch (IOException | BrokenException e) {
            if (Thread.interrupted()) throw interrupted();
            throw worker.lost(inTime.isCompletedExceptionally()
                    ? "a worker must be ready within " + settings.startLimit()
                    : "a worker must start", e instanceof BrokenException ? e.getCause() : e);
        } finally {
            inTime.complete(true);
        }
    }

    private void warm(Worker worker, ProcessTask<?> task) throws BrokenException {
        try {
            worker.run(task);
        } catch (BrokenException e) {
            throw e;
        } catch (Exception | Error e) {
            worker.end(Duration.ZERO);
            throw new WorkerLostException("a worker's warm-up must succeed", name, null, null, List.of(), e);
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
        boolean fits = usual.toString().getBytes(NATIVE).length
                + ("/troupe-1234567890123456789/" + Wiring.SOCKET).length() <= LONGEST_SOCKET_BYTES;
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
