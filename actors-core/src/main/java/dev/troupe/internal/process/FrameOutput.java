package dev.troupe.internal.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// Writes frames. A frame is a header and chunks, so that the other side reads while this one still serialises, and a
/// failure in the middle can be told:
///
/// ```
///   ┌─ header, 17 bytes ────────────────────────┐┌─ chunk, any number ─┐┌─ end ──────────────┐
///   │ kind   │ task number │ committed heap of  ││ length │ bytes      ││ 0, or -1 if aborted │
///   │ i8     │ i64         │ the child, i64     ││ i32 >0 │            ││ i32                 │
///   └────────┴─────────────┴────────────────────┘└────────┴────────────┘└─────────────────────┘
/// ```
///
/// All numbers are big-endian. A frame that fits the buffer is one write. One thread at a time.
final class FrameOutput extends OutputStream {
    static final int BUFFER_BYTES = 128 * 1024;
    private static final int END = 0;
    private static final int ABORTED = -1;

    private final WritableByteChannel channel;
    private final long objectBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    /// Where the current chunk's length stands.
    private int chunkAt;
    private long bytes;
    private long limitBytes;
    private @Nullable IOException broken;
    /// What leaves the buffer half-way is broken, too: a stack that overflows in here, for one.
    private boolean sending;

    FrameOutput(WritableByteChannel channel, long objectBytes) {
        this.channel = channel;
        this.objectBytes = objectBytes;
    }

    void begin(Kind kind, long number, long heapBytes) throws IOException {
        if (buffer.remaining() < 64) send();
        bytes = 0;
        limitBytes = kind.limitBytes(objectBytes);
        buffer.put(kind.code()).putLong(number).putLong(heapBytes);
        beginChunk();
    }

    private void beginChunk() {
        chunkAt = buffer.position();
        buffer.position(chunkAt + Integer.BYTES).limit(BUFFER_BYTES - Integer.BYTES); // the end has room
    }

    private void endChunk() {
        int length = buffer.position() - chunkAt - Integer.BYTES;
        if (length == 0)
            buffer.position(chunkAt);
        else
            buffer.putInt(chunkAt, length);
        buffer.limit(BUFFER_BYTES);
    }

    private void makeRoom() throws IOException {
        endChunk();
        send();
        beginChunk();
    }

    @Override
    public void write(int b) throws IOException {
        count(1);
        if (!buffer.hasRemaining()) makeRoom();
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        count(length);
        int at = offset;
        for (int left = length; left > 0;) {
            if (!buffer.hasRemaining()) makeRoom();
            int now = Math.min(left, buffer.remaining());
            buffer.put(from, at, now);
            at += now;
            left -= now;
        }
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > limitBytes) throw new FrameLimitException(limitBytes);
    }

    /// Ends the frame; it is on its way with [#send()].
    void end() {
        endChunk();
        buffer.putInt(END);
    }

    /// Tells the other side to forget what it has read of the frame.
    void abort() {
        endChunk();
        buffer.putInt(ABORTED);
    }

    /// Has all on its way that has been written.
    void send() throws IOException {
        sending = true;
        buffer.flip();
        try {
            while (buffer.hasRemaining()) channel.write(buffer);
            sending = false;
        } catch (IOException e) {
            broken = e;
            throw e;
        } finally {
            buffer.clear();
        }
    }

    /// Tells a failure of the connection from one of what was serialised.
    void checkWhole() throws IOException {
        if (broken != null) throw broken;
        if (sending) throw new ProtocolException("a frame was left half-way");
    }
}
