package dev.troupe.internal.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/// Reads what [FrameOutput] writes. The stream ends with the frame. One thread at a time.
final class FrameInput extends InputStream {
    /// What stands before a frame's chunks.
    record Header(Kind kind, long number, long heapBytes) {}

    private static final int HEADER_BYTES = 1 + 2 * Long.BYTES;

    private enum State {
        INSIDE, ENDED, ABORTED
    }

    private final ReadableByteChannel channel;
    private final long objectBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(FrameOutput.BUFFER_BYTES).limit(0);
    private State state = State.ENDED;
    private int chunkLeft;
    private long bytes;
    private long limitBytes;
    private @Nullable IOException broken;

    FrameInput(ReadableByteChannel channel, long objectBytes) {
        this.channel = channel;
        this.objectBytes = objectBytes;
    }

    /// The next frame's header, when it comes.
    ///
    /// @throws EOFException if the other side is gone
    Header next() throws IOException {
        need(HEADER_BYTES);
        Header header;
        try {
            header = new Header(Kind.of(buffer.get()), buffer.getLong(), buffer.getLong());
        } catch (ProtocolException e) {
            broken = e;
            throw e;
        }
        state = State.INSIDE;
        chunkLeft = 0;
        bytes = 0;
        limitBytes = header.kind().limitBytes(objectBytes);
        return header;
    }

    /// Returns when so many bytes stand in the buffer.
    private void need(int count) throws IOException {
        checkWhole();
        if (buffer.remaining() >= count) return;
        buffer.compact();
        try {
            while (buffer.position() < count)
                if (channel.read(buffer) < 0) throw new EOFException("the other side has closed the connection");
        } catch (IOException e) {
            broken = e;
            throw e;
        } finally {
            buffer.flip();
        }
    }

    /// Goes on to the next chunk, if the last one is used up.
    ///
    /// @return whether there are bytes
    private boolean advance() throws IOException {
        if (chunkLeft > 0) return true;
        if (state == State.ABORTED) throw new AbortedException();
        if (state == State.ENDED) return false;
        need(Integer.BYTES);
        int length = buffer.getInt();
        if (length == 0) {
            state = State.ENDED;
            return false;
        }
        if (length == -1) {
            state = State.ABORTED;
            throw new AbortedException();
        }
        bytes += length;
        if (length < 0 || bytes > limitBytes) {
            broken = new ProtocolException(
                    "a frame must be <= " + limitBytes + " bytes, in chunks longer than nothing: "
                            + "bytes=" + bytes + ", chunk=" + length);
            throw broken;
        }
        chunkLeft = length;
        return true;
    }

    @Override
    public int read() throws IOException {
        if (!advance()) return -1;
        need(1);
        chunkLeft--;
        return buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (!advance()) return -1;
        need(1);
        int now = Math.min(Math.min(length, chunkLeft), buffer.remaining());
        buffer.get(into, offset, now);
        chunkLeft -= now;
        return now;
    }

    /// Leaves the rest of the frame unread.
    ///
    /// @throws AbortedException if the other side had given it up
    void finish() throws IOException {
        checkWhole();
        while (advance()) {
            need(1);
            int now = Math.min(chunkLeft, buffer.remaining());
            buffer.position(buffer.position() + now);
            chunkLeft -= now;
        }
    }

    /// Tells a failure of the connection from one of what was deserialised.
    void checkWhole() throws IOException {
        if (broken != null) throw broken;
    }
}
