package dev.troupe.ops.internal.listen;

import dev.troupe.spi.Attachment;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Probe;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A probe's ear. What a probe is told, it is told in the turn of an actor: there, nothing may wait and no lock may be taken, for a
/// body that waits for a monitor on a virtual thread needs the very worker that may stand behind it. Registries and dashboards take
/// locks. So the turn only puts a small object into a queue without locks, and a thread of its own takes it out.
///
/// The queue is bounded. When it is full, what comes is counted and told as missed; an actor never waits for who looks on.
///
/// Any thread may close it. The thread looks every 20 milliseconds, so that nobody has to wake it.
public final class Listening implements AutoCloseable {
    private static final int CAPACITY = 1 << 14;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final Logger LOG = LoggerFactory.getLogger("dev.troupe.ops");

    private final MpscVarHandleArrayQueue<Runnable> queue = new MpscVarHandleArrayQueue<>(CAPACITY);
    private final AtomicLong missed = new AtomicLong();
    private final Heard heard;
    private final Thread thread;
    private final Attachment attachment;
    private volatile boolean closed;
    private long told; // how many of the missed, by the thread

    private Listening(Inspection inspection, int every, Heard heard) {
        this.heard = heard;
        this.attachment = inspection.attach(new Ear(), every);
        this.thread = Thread.ofPlatform().daemon().name("troupe-ops-" + inspection.system()).unstarted(this::listen);
    }

    /// Begins to listen.
    ///
    /// @param every of how many messages of an actor one is timed
    public static Listening to(Inspection inspection, int every, Heard heard) {
        Listening made = new Listening(inspection, every, heard);
        made.thread.start();
        return made;
    }

    private final class Ear implements Probe {
        @Override
        public void happened(Event event) {
            put(() -> heard.happened(event));
        }

        @Override
        public void processed(String actor, String group, long nanos) {
            put(() -> heard.processed(actor, group, nanos));
        }

        @Override
        public void waited(String actor, String group, long nanos) {
            put(() -> heard.waited(actor, group, nanos));
        }
    }

    private void put(Runnable telling) {
        if (!queue.offer(telling)) missed.incrementAndGet();
    }

    private void listen() {
        while (!closed) {
            tell();
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        tell();
    }

    private void tell() {
        // Not until it is empty: who puts faster than this thread takes must not keep it from its close.
        queue.drain(Listening::tellSafely, CAPACITY);
        long all = missed.get();
        if (all == told) return;
        long more = all - told;
        told = all;
        tellSafely(() -> heard.missed(more));
    }

    private static void tellSafely(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException thrown) {
            LOG.warn("who listens to a system has failed", thrown);
        }
    }

    /// Ends it. What was heard until then is still told, before this returns; not if it is called from within, or if its thread is
    /// interrupted.
    @Override
    public void close() {
        attachment.close();
        closed = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) return;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
