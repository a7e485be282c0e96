package dev.troupe.bench.rivals;

import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/// The limit: JCTools' queue with a platform thread at its end that polls. For few actors; the queue has no bound.
///
/// A thread that finds its queue empty spins, and after very many tries sleeps a little between them, so that those with
/// nothing to do leave the processors to the others.
final class BareMpsc extends VirtualThreads<MessagePassingQueue<Object>> {
    private static final int SPINS = 100_000;
    private static final long NAP = 100_000;

    BareMpsc() {
        super(Thread.ofPlatform().daemon().factory());
    }

    @Override
    boolean bare() {
        return true;
    }

    @Override
    MessagePassingQueue<Object> queue() {
        return new MpscUnboundedVarHandleArrayQueue<>(1_024);
    }

    @Override
    MessagePassingQueue<Object> queue(int capacity) {
        throw new UnsupportedOperationException("no bound on which to block: capacity=" + capacity);
    }

    @Override
    void put(MessagePassingQueue<Object> queue, Object message) {
        queue.offer(message);
    }

    @Override
    Object take(MessagePassingQueue<Object> queue) {
        for (int spins = 0;; spins++) {
            Object message = queue.relaxedPoll();
            if (message != null) return message;
            if (spins < SPINS) Thread.onSpinWait();
            else LockSupport.parkNanos(NAP);
        }
    }
}
