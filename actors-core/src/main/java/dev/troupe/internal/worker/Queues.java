package dev.troupe.internal.worker;

import java.util.Queue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscLinkedVarHandleQueue;
import org.jctools.queues.varhandle.SpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.unpadded.MpscLinkedVarHandleUnpaddedQueue;

/// The queues between threads, and why each. All are JCTools', in the variants without `Unsafe`.
///
/// - *A mailbox*: many producers, one consumer, no bound (bounds are exact and counted elsewhere), linked: 24 bytes for each
///   message that waits, and eight producers cost each other one exchange, not a race of compare-and-set. Padded, though there
///   are as many as actors, so that an idle actor takes 822 bytes instead of 445: where producer and consumer run on two processors
///   and the mailbox is an old object, so that the collector's barrier makes each wait for the other's write, the unpadded one took
///   four times as long (62 against 15 ns a message). JCTools' unbounded array in chunks of 16 was tried beside it: two actors that
///   talk took as long, and counting, with a producer outside, took twice as long as with the unpadded one.
/// - *Signals* that go before messages: the same, unpadded, since few have them, and few of those.
/// - *A worker's own run queue*: the worker puts, it and thieves take; an array, since what doesn't fit has another place.
/// - *The queue for what comes from outside a pool*: many put, all workers take. The library has none of that kind without a
///   bound, so the JDK's linked queue stands behind it for what doesn't fit.
final class Queues {
    private Queues() {}

    static MpscLinkedVarHandleQueue<Object> mailbox() {
        return new MpscLinkedVarHandleQueue<>();
    }

    static MpscLinkedVarHandleUnpaddedQueue<Object> signals() {
        return new MpscLinkedVarHandleUnpaddedQueue<>();
    }

    static <T> Queue<T> ofWorker(int capacity) {
        return new SpmcVarHandleArrayQueue<>(capacity);
    }

    static <T> Queue<T> shared(int capacity) {
        return new MpmcVarHandleArrayQueue<>(capacity);
    }
}
