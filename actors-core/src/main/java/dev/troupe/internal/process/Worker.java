package dev.troupe.internal.process;

import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.RemoteFailureException;
import dev.troupe.offload.TransferException;
import dev.troupe.offload.WorkerLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The parent's side of one child. Used by the thread that leased it; any thread may end it.
final class Worker {
    private static final Duration LEAVING = Duration.ofSeconds(3);
    private static final Duration REAPING = Duration.ofSeconds(10);
    /// A pipe that a stray process holds open must not hold up who waits for the child.
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final String name;
    private final Process process;
    private final Output output;
    private final String mark;
    private volatile @Nullable Courier courier;
    private volatile boolean ended;
    private final AtomicBoolean searched = new AtomicBoolean();
    private long number;
    private int tasks;
    private long heapBytes;
    private boolean sound;
    /// Both guarded by the lock of [Processes].
    long idleSinceNanos;
    boolean exited;

    /// @param mark what its environment says it is
    Worker(String name, Process process, Output output, String mark) {
        this.name = name;
        this.mark = mark;
        this.process = process;
        this.output = output;
    }

    String name() {
        return name;
    }

    /// Does something when the process has ended, on a thread of its own: it must come about however busy all pools of threads
    /// are.
    void whenExited(Runnable then) {
        Thread.ofPlatform().daemon().name(name + "-exit").stackSize(256 * 1024).start(() -> {
            waitInterrupted(Duration.ofNanos(Long.MAX_VALUE / 4));
            then.run();
        });
    }

    /// Whether the child may be given another task.
    boolean isSound() {
        return sound;
    }

    /// Whether the child has done enough, or holds too much memory.
    boolean isWorn(Settings settings) {
        int most = settings.recycleAfterTasks();
        if (most > 0 && tasks >= most) return true;
        return settings.recycleAboveBytes().isPresent() && memoryBytes() > settings.recycleAboveBytes().getAsLong();
    }

    /// The memory that the child holds: the resident size where the system tells, else what its heap has taken.
    private long memoryBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")))
                if (line.startsWith("VmRSS:"))
                    return Long.parseLong(line.substring("VmRSS:".length()).replace("kB", "").strip()) * 1024;
        } catch (IOException | NumberFormatException e) {
            // no such file on this system, or the child has just ended
        }
        return heapBytes;
    }

    /// Waits until the child says that it is ready.
    void connect(Courier connection) throws IOException {
        courier = connection;
        if (ended) connection.close(); // who ended it before didn't see the connection
        FrameInput.Header header = connection.next();
        int protocol = connection.contents().readInt();
        connection.finish();
        if (header.kind() != Kind.READY || protocol != Child.PROTOCOL)
            throw new ProtocolException("a child must be of the same version, look at its class path: protocol="
                    + protocol + ", expected=" + Child.PROTOCOL);
        sound = true;
    }

    /// What a task came to: its result, or its failure.
    private record Answer(@Nullable Object result, @Nullable Throwable failure) {}

    /// Has the task done in the child. If the child isn't sound behind it, it is of no more use.
    ///
    /// @throws BrokenException if the connection broke
    /// @throws TransferException if task or result can't cross; memory that runs out in the middle costs the child, too
    /// @throws Exception the task's failure
    @Nullable Object run(ProcessTask<?> task) throws Exception {
        Courier connection = courier;
        if (connection == null) throw new IllegalStateException("a worker must be connected: worker=" + name);
        sound = false;
        number++;
        Answer answer;
        try {
            answer = exchange(connection, task);
        } catch (TransferException e) {
            sound = true;
            throw e;
        } catch (IOException e) {
            throw new BrokenException(e);
        } catch (OutOfMemoryError e) { // the child's frame, and so no trouble of who waits for it
            throw new TransferException("a task or its result needs more memory than there is, send less or give this "
                    + "JVM a larger heap: failure=" + e + ", worker=" + name, e);
        }
        sound = true;
        if (answer.failure instanceof Error error) throw error;
        if (answer.failure instanceof Exception failure) throw failure;
        return answer.result;
    }

    private Answer exchange(Courier connection, ProcessTask<?> task) throws IOException {
        connection.send(Kind.TASK, number, task, "task");
        tasks++;
        Kind kind = next(connection);
        if (kind == Kind.RESULT) return new Answer(result(connection), null);
        if (kind == Kind.FAILURE) return new Answer(null, failure(connection));
        throw new ProtocolException("an answer must be a result, a failure or a refusal: kind=" + kind);
    }

    private Kind next(Courier connection) throws IOException {
        FrameInput.Header header = connection.next();
        if (header.number() != number)
            throw new ProtocolException(
                    "an answer must be to the task: number=" + header.number() + ", task=" + number);
        heapBytes = header.heapBytes();
        if (header.kind() == Kind.REFUSAL) {
            String refusal = connection.contents().readUTF();
            connection.finish();
            throw new TransferException(refusal, null);
        }
        return header.kind();
    }

    private @Nullable Object result(Courier connection) throws IOException {
        try {
            return connection.read("result");
        } catch (AbortedException e) {
            next(connection); // tells why
            throw new ProtocolException("a result that was given up must be followed by the reason");
        }
    }

    private Throwable failure(Courier connection) throws IOException {
        RemoteFailureException shape = FailureShape.read(connection.contents());
        connection.finish();
        if (next(connection) != Kind.FAILURE_OBJECT)
            throw new ProtocolException("a failure's shape must be followed by the failure");
        try {
            Object original = connection.read("failure");
            // of another thread and another JVM: here they would mean this one
            if (original instanceof InterruptedException || original instanceof VirtualMachineError) return shape;
            return original instanceof Exception || original instanceof Error ? (Throwable) original : shape;
        } catch (AbortedException | TransferException e) {
            return shape;
        }
    }

    /// What to say of a child with which the connection broke. It is ended if it doesn't end by itself.
    WorkerLostException lost(String rule, @Nullable Throwable cause) throws InterruptedException {
        boolean byItself = !(cause instanceof ProtocolException) // who speaks nonsense is not waited for
                && process.waitFor(LEAVING.toNanos(), TimeUnit.NANOSECONDS);
        end(Duration.ZERO);
        if (!byItself)
            return new WorkerLostException(rule + " (it was killed)", name, null, null, output.last(), cause);
        int code = process.exitValue();
        String signal = Signals.of(code);
        return new WorkerLostException(rule, name, signal == null ? code : null,
                signal == null ? output.signal() : signal, output.last(), cause);
    }

    /// Kills it at once, and what it has started, without waiting.
    void kill() {
        List<ProcessHandle> kin = kin(); // before it is gone, when nobody knows any more whose they were
        process.toHandle().destroyForcibly();
        kin.forEach(ProcessHandle::destroyForcibly);
    }

    /// Ends the child and the processes that it started, and waits until it is gone. Any thread, any number of times.
    ///
    /// @param grace how long it may take to end by itself
    void end(Duration grace) {
        ended = true;
        boolean interrupted = Thread.interrupted();
        List<ProcessHandle> kin = kin();
        hangUp();
        interrupted |= !grace.isZero() && waitInterrupted(grace);
        // not by way of the Process, which would close the pipe with the last words in it
        process.toHandle().destroyForcibly();
        kin.forEach(ProcessHandle::destroyForcibly);
        interrupted |= waitInterrupted(REAPING);
        output.await(LAST_WORDS);
        if (interrupted) Thread.currentThread().interrupt();
    }

    private List<ProcessHandle> kin() {
        if (process.isAlive()) return Kin.of(process.toHandle());
        return searched.getAndSet(true) ? List.of() : Kin.marked(mark);
    }

    private void hangUp() {
        Courier connection = courier;
        if (connection != null) connection.close();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // the child is gone
        }
    }

    /// Returns whether it was interrupted meanwhile; it goes on waiting.
    private boolean waitInterrupted(Duration limit) {
        boolean interrupted = false;
        for (long end = System.nanoTime() + limit.toNanos(); process.isAlive();) {
            long left = end - System.nanoTime();
            if (left <= 0) return interrupted;
            try {
                if (process.waitFor(left, TimeUnit.NANOSECONDS)) return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
