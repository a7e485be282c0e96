package dev.troupe.ops.internal.listen;

import dev.troupe.spi.Attachment;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Probe;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/// A probe's ear. What a probe is told, it is told in the turn of an actor: there, nothing may wait and no lock may be taken, for a
/// body that waits for a monitor on a virtual thread needs the very worker that may stand behind it. Registries and dashboards take
/// locks. So the turn only puts a small object into a queue without locks, and a thread of its own takes it out.
///
/// The queues are bounded. When they are full, what comes is counted and told as missed; an actor never waits for who looks on.
///
/// *Times have a queue of their own, and a short one.* Two handlers that play ping-pong give more than a million samples a second, and
/// what each costs, an object and a place in a queue that another processor reads, they would feel. Fifty thousand a second
/// describe them as well. So once the queue is full until it is emptied next, a sample costs a look and a count.
///
/// Any thread may close it. The thread looks every 20 milliseconds, so that nobody has to wake it.
public final class Listening implements AutoCloseable {
    private static final int EVENTS = 1 << 14;
    private static final int TIMES = 1 << 10;
    private static final long PAUSE_NANOS = 20_000_000;

    private final MpscVarHandleArrayQueue<Runnable> events = new MpscVarHandleArrayQueue<>(EVENTS);
    private final MpscVarHandleArrayQueue<Runnable> times = new MpscVarHandleArrayQueue<>(TIMES);
    private final LongAdder missed = new LongAdder();
    private final LongAdder thinned = new LongAdder();
    private volatile boolean full; // times, since they were emptied
    private final Heard heard;
    private final Thread thread;
    private final Attachment attachment;
    private volatile boolean closed;
    private long missedTold; // by the thread
    private long thinnedTold; // by the thread

    private Listening(Inspection inspection, int every, Heard heard) {
        this.heard = heard;
        this.thread = Thread.ofPlatform().daemon().name("troupe-ops-" + inspection.system()).unstarted(this::listen);
        this.attachment = inspection.attach(new Ear(), every);
    }

    /// Begins to listen.
    ///
    /// @param every of how many messages of an actor one is timed
    public static Listening to(Inspection inspection, int every, Heard heard) {
        Listening made = new Listening(inspection, every, heard);
        try {
            made.thread.start();
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
        return made;
    }

    private final class Ear implements Probe {
        @Override
        public void happened(Event event) {
            if (!events.offer(() -> heard.happened(event))) missed.increment();
        }

        @Override
        public void processed(String actor, String group, long nanos) {
            if (full) thinned.increment();
            else put(() -> heard.processed(actor, group, nanos));
        }

        @Override
        public void waited(String actor, String group, long nanos) {
            if (full) thinned.increment();
            else put(() -> heard.waited(actor, group, nanos));
        }

        private void put(Runnable time) {
            if (times.offer(time)) return;
            full = true;
            thinned.increment();
        }
    }

    private void listen() {
        try {
            while (!closed) {
                safely(this::tell);
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            safely(this::tell);
        } finally {
            attachment.close(); // however this thread ends, there is no probe that nobody hears
        }
    }

    /// Events that were there before the times are told after them: so who has heard an event has heard the times before it.
    private void tell() {
        int before = events.size();
        // Not until it is empty: who puts faster than this thread takes must not keep it from its close.
        times.drain(Listening::safely, TIMES);
        if (full) full = false;
        events.drain(Listening::safely, before);
        long allMissed = missed.sum();
        if (allMissed != missedTold) safely(missedBy(allMissed - missedTold));
        missedTold = allMissed;
        long allThinned = thinned.sum();
        if (allThinned != thinnedTold) safely(thinnedBy(allThinned - thinnedTold));
        thinnedTold = allThinned;
    }

    private Runnable missedBy(long more) {
        return () -> heard.missed(more);
    }

    private Runnable thinnedBy(long more) {
        return () -> heard.thinned(more);
    }

    /// An Error doesn't end it either: it may be of one moment, as when memory is short.
    private static void safely(Runnable telling) {
        try {
            telling.run();
        } catch (Throwable thrown) {
            Mishaps.log("who listens to a system has failed", thrown);
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
