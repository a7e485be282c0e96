package dev.troupe.internal.process;

import dev.troupe.offload.TransferException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// The program of a child JVM: reads a task, runs it, answers, and so on until the parent hangs up.
///
/// *Ends.* The parent holds the other end of standard input, and the kernel closes it when the parent is gone, however that
/// came about; so a child whose task never ends still does, with what it has started. Memory that runs out ends the JVM, by a flag where the heap is
/// meant, by hand where a library throws: what else it has broken nobody knows. Nothing runs at the end: it is always `halt`.
public final class Child {
    /// Raised with what goes over the wire.
    static final int PROTOCOL = 1;
    static final int OUT_OF_MEMORY = 3;
    private static final int BROKEN = 70;

    private final Courier courier;

    private Child(Courier courier) {
        this.courier = courier;
    }

    /// Runs until the parent hangs up.
    ///
    /// @param args the directory with the socket, the worker's name, the longest frame, and patterns of classes that may cross
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        watchLifeLine(System.in, directory);
        System.setIn(InputStream.nullInputStream());
        long frameBytes = Long.parseLong(args[2]);
        Admission admission = new Admission(List.of(args).subList(3, args.length), frameBytes,
                ClassLoader.getSystemClassLoader());
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Wiring.widen(channel);
            try {
                channel.connect(UnixDomainSocketAddress.of(directory.resolve(Wiring.SOCKET)));
            } finally {
                Wiring.delete(directory); // should the parent be gone, nobody else does
            }
            new Child(new Courier(channel, frameBytes, admission, args[1])).serve();
        } catch (EOFException e) {
            leave(directory); // the parent has hung up
        } catch (Throwable t) {
            try {
                t.printStackTrace();
            } finally {
                Runtime.getRuntime().halt(t instanceof OutOfMemoryError ? OUT_OF_MEMORY : BROKEN);
            }
        }
    }

    private static void watchLifeLine(InputStream lifeLine, Path directory) {
        Thread.ofPlatform().daemon().name("life-line").start(() -> {
            try {
                while (lifeLine.read() >= 0) {} // nothing is ever sent
            } catch (IOException e) {
                // as good as its end
            }
            leave(directory);
        });
    }

    /// The parent is gone, which the socket or the life line tells first, or has hung up: nobody else clears away.
    @SuppressWarnings("SystemExitOutsideMain")
    private static void leave(Path directory) {
        try {
            Wiring.delete(directory);
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void serve() throws IOException {
        courier.write(Kind.READY, 0, to -> to.writeInt(PROTOCOL));
        courier.send();
        while (true) {
            FrameInput.Header header = courier.next();
            if (header.kind() != Kind.TASK) throw new ProtocolException("a child takes tasks: kind=" + header.kind());
            try {
                answer(header.number());
            } catch (AbortedException e) {
                // the parent could not write it, and knows
            }
            Thread.interrupted(); // what the task left behind
        }
    }

    private void answer(long number) throws IOException {
        Callable<?> task;
        try {
            task = (Callable<?>) courier.read("task");
        } catch (TransferException e) {
            refuse(number, e);
            return;
        }
        if (task == null) throw new ProtocolException("a task must not be null: task=null");
        Object result;
        try {
            result = task.call();
        } catch (Throwable t) {
            fail(number, t);
            return;
        } finally {
            System.out.flush();
        }
        try {
            courier.send(Kind.RESULT, number, result, "result");
        } catch (TransferException e) {
            refuse(number, e);
        }
    }

    private void refuse(long number, TransferException refusal) throws IOException {
        String text = refusal.getMessage();
        courier.write(Kind.REFUSAL, number, to -> to.writeUTF(FailureShape.cut(String.valueOf(text))));
        courier.send();
    }

    private void fail(long number, Throwable failure) throws IOException {
        if (failure instanceof OutOfMemoryError e) throw e;
        courier.write(Kind.FAILURE, number, to -> FailureShape.write(failure, to));
        try {
            courier.send(Kind.FAILURE_OBJECT, number, failure, "failure");
        } catch (TransferException e) {
            // its shape will do
        }
    }
}
