package dev.troupe.internal.process;

import dev.troupe.offload.TransferException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One side of a connection: objects in frames. One thread at a time; any thread may close it.
///
/// An `IOException` means that the connection is of no more use. A [TransferException] means that this object can't cross:
/// the rest of its frame has been given up, or left unread, and the connection goes on. An `OutOfMemoryError` means that the
/// other side is not to be talked to any more either: it may be in the middle of a frame.
final class Courier {
    private final SocketChannel channel;
    private final FrameOutput out;
    private final FrameInput in;
    private final Admission admission;
    private final String worker;

    /// What writes the contents of a frame that is not serialised.
    interface Content {
        void write(DataOutputStream to) throws IOException;
    }

    Courier(SocketChannel channel, long frameBytes, Admission admission, String worker) {
        this.channel = channel;
        this.out = new FrameOutput(channel, frameBytes);
        this.in = new FrameInput(channel, frameBytes);
        this.admission = admission;
        this.worker = worker;
    }

    /// Sends an object, serialised.
    ///
    /// @param what it is, for the error's text
    void send(Kind kind, long number, @Nullable Object object, String what) throws IOException {
        try {
            begin(kind, number);
            ObjectOutputStream objects = new ObjectOutputStream(out);
            objects.writeObject(object);
            objects.flush();
        } catch (Throwable t) {
            out.checkWhole();
            out.abort();
            out.send();
            if (t instanceof OutOfMemoryError e) throw e;
            throw unwritten(t, what);
        }
        out.end();
        out.send();
    }

    /// Writes a frame that isn't serialised; it leaves with the next [#send()].
    void write(Kind kind, long number, Content content) throws IOException {
        begin(kind, number);
        DataOutputStream to = new DataOutputStream(out);
        content.write(to);
        to.flush();
        out.end();
    }

    void send() throws IOException {
        out.send();
    }

    private void begin(Kind kind, long number) throws IOException {
        out.begin(kind, number, Runtime.getRuntime().totalMemory());
    }

    FrameInput.Header next() throws IOException {
        return in.next();
    }

    /// The contents of a frame that isn't serialised; call [#finish()] behind it.
    DataInputStream contents() {
        return new DataInputStream(in);
    }

    void finish() throws IOException {
        in.finish();
    }

    /// The object in the frame.
    ///
    /// @throws AbortedException if the other side gave it up
    @Nullable Object read(String what) throws IOException {
        Admission.@Nullable Reader objects = null;
        Object object;
        try {
            objects = admission.open(in);
            object = objects.readObject();
        } catch (Throwable t) {
            if (t instanceof OutOfMemoryError e) throw e;
            in.finish();
            throw unread(t, objects == null ? null : objects.refusal(), what);
        }
        in.finish();
        return object;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no more use in any case
        }
    }

    private TransferException unwritten(Throwable t, String what) {
        String where = ", in=" + what + ", worker=" + worker;
        String rule = switch (t) {
            case NotSerializableException e ->
                "what crosses must be serialisable, make it java.io.Serializable or leave "
                        + "it out: class=" + FailureShape.textOf(e);
            case FrameLimitException e -> "what crosses must be no longer than a frame, send less or raise "
                    + "ProcessPool.Builder.frameBytes: " + e.getMessage();
            case StackOverflowError e ->
                "what crosses must not be nested so deep that the stack overflows, flatten it: "
                        + "failure=" + e;
            default -> "what crosses must be serialisable: failure=" + FailureShape.nameOf(t);
        };
        return new TransferException(rule + where, t instanceof StackOverflowError ? null : t);
    }

    private TransferException unread(Throwable t, @Nullable String refusal, String what) {
        String where = ", in=" + what + ", worker=" + worker;
        if (refusal != null) return new TransferException(refusal + where, t);
        String rule = switch (t) {
            case ClassNotFoundException e -> "a class must be there where it is read, put it on "
                    + "ProcessPool.Builder.classPath, and build the pool on a thread whose context class loader has it: "
                    + "class=" + FailureShape.textOf(e);
            case StackOverflowError e ->
                "what crosses must not be nested so deep that the stack overflows, flatten it: "
                        + "failure=" + e;
            default -> "what crosses must be of the same classes on both sides: failure=" + FailureShape.nameOf(t);
        };
        return new TransferException(rule + where, t instanceof StackOverflowError ? null : t);
    }
}
