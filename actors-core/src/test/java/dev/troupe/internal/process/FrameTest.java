package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private int writes;
    private final FrameOutput out = new FrameOutput(Channels.newChannel(new java.io.OutputStream() {
        @Override
        public void write(int b) {
            wire.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            writes++;
            wire.write(from, offset, length);
        }
    }), 1_000_000);

    private FrameInput in(long limitBytes) {
        return new FrameInput(Channels.newChannel(new ByteArrayInputStream(wire.toByteArray())), limitBytes);
    }

    /// Gives a byte or two at a time.
    private FrameInput slowly() {
        ByteBuffer all = ByteBuffer.wrap(wire.toByteArray());
        return new FrameInput(new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer into) {
                if (!all.hasRemaining()) return -1;
                int now = Math.min(Math.min(2, into.remaining()), all.remaining());
                for (int i = 0; i < now; i++) into.put(all.get());
                return now;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        }, 1_000_000);
    }

    @Test
    void whatIsWrittenIsReadWhateverThePieces() throws IOException {
        Random random = new Random(1);
        byte[][] sent = new byte[40][];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = new byte[i % 4 == 3 ? random.nextInt(300_000) : random.nextInt(64)];
            random.nextBytes(sent[i]);
            out.begin(Kind.TASK, i, -i);
            int half = sent[i].length / 2;
            out.write(sent[i], 0, half);
            for (int at = half; at < sent[i].length; at++) out.write(sent[i][at]);
            out.end();
            if (i % 3 == 0) out.send();
        }
        out.send();
        for (FrameInput in : new FrameInput[] {in(1_000_000), slowly()}) {
            for (int i = 0; i < sent.length; i++) {
                assertThat(in.next()).isEqualTo(new FrameInput.Header(Kind.TASK, i, -i));
                assertThat(in.readNBytes(sent[i].length)).isEqualTo(sent[i]);
                assertThat(in.read()).isEqualTo(-1);
                in.finish();
            }
            assertThatThrownBy(in::next).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aSmallFrameIsOneWrite() throws IOException {
        out.begin(Kind.RESULT, 1, 2);
        out.write(new byte[1_000]);
        out.end();
        out.send();
        assertThat(writes).isEqualTo(1);
        assertThat(wire.size()).isEqualTo(17 + 4 + 1_000 + 4);
    }

    @Test
    void theRestIsLeftUnreadAndAnAbortedOneTold() throws IOException {
        for (int i = 0; i < 2; i++) {
            out.begin(Kind.RESULT, i, 0);
            out.write(new byte[200_000]);
            if (i == 0) out.end();
            else out.abort();
        }
        out.begin(Kind.RESULT, 2, 0);
        out.end();
        out.send();
        FrameInput in = in(1_000_000);
        in.next();
        in.readNBytes(10);
        in.finish();
        assertThat(in.next().number()).isEqualTo(1);
        assertThatThrownBy(in::finish).isInstanceOf(AbortedException.class);
        assertThat(in.next().number()).isEqualTo(2);
    }

    @Test
    void lengthIsLimitedOnBothSides() throws IOException {
        out.begin(Kind.TASK, 0, 0);
        out.write(new byte[999_999]);
        out.write(1);
        assertThatThrownBy(() -> out.write(1)).hasMessage("a frame must be <= 1000000 bytes");
        out.abort();
        out.begin(Kind.TASK, 1, 0);
        out.write(new byte[1_000]);
        out.end();
        out.begin(Kind.TASK, 2, 0);
        out.write(new byte[1_001]);
        out.end();
        out.send();
        FrameInput in = in(1_000);
        in.next();
        assertThatThrownBy(in::finish).isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("a frame must be <= 1000 bytes");
        assertThatThrownBy(in::next).as("broken for good").isInstanceOf(ProtocolException.class);
    }

    @Test
    void nonsenseIsRefused() {
        wire.writeBytes(new byte[] {99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(in(100)::next).isInstanceOf(ProtocolException.class)
                .hasMessage("a frame's kind must be known: kind=99");
        wire.reset();
        wire.writeBytes(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -9});
        FrameInput in = in(100);
        assertThatThrownBy(() -> {
            in.next();
            in.finish();
        }).isInstanceOf(ProtocolException.class);
    }
}
