package dev.troupe.internal.worker;

import dev.troupe.internal.port.Threads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/// Whether anything goes on in lanes that threads see to by themselves.
///
/// What began is counted, and what has ended: a lane that gets something to do, until nothing waits in it; a timer; a body
/// that is blocked; a future that is awaited. Workers count on their own, all others in striped adders: no counter is written by
/// all.
///
/// *Exactness.* Both counts only grow, and whatever ends has begun before. So if all that has ended is read first and all
/// that began afterwards, and they are equal, then nothing went on at the moment between.
public final class Activity {
    /// Counts of one thread; only that thread writes.
    interface Counts {
        long begunCount();

        long endedCount();

        long outstandingBegunCount();

        long outstandingEndedCount();
    }

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder outstandingBegun = new LongAdder();
    private final LongAdder outstandingEnded = new LongAdder();
    private final List<Counts> workers = new CopyOnWriteArrayList<>();
    private final Runnable whenQuiet;

    /// @param whenQuiet called, from any thread, when nothing goes on any more
    public Activity(Runnable whenQuiet) {
        this.whenQuiet = whenQuiet;
    }

    void add(Counts worker) {
        workers.add(worker);
    }

    void begin() {
        begun.increment();
    }

    void end() {
        ended.increment();
        rests();
    }

    /// Something that will put an entry later began (`+1`), has ended (`-1`), or has nothing to do at the moment (`0`). Any
    /// thread may call it.
    ///
    /// A worker in a turn counts that itself, and needn't look whether all is quiet: its turn goes on.
    public void outstanding(int change) {
        if (Threads.current() instanceof Worker<?> worker && worker.pool.activity == this && worker.isInTurn())
            worker.outstanding(change);
        else
            outstandingOutside(change);
    }

    void outstandingOutside(int change) {
        if (change > 0) outstandingBegun.increment();
        else {
            if (change < 0) outstandingEnded.increment();
            rests();
        }
    }

    /// A thread has nothing to do at the moment. Of several that end at the same time, the last to say so sees all.
    void rests() {
        if (isQuiet()) whenQuiet.run();
    }

    /// Whether nothing goes on. Any thread may ask.
    public boolean isQuiet() {
        long over = sum(outstandingEnded, Counts::outstandingEndedCount) + sum(ended, Counts::endedCount);
        return over == sum(outstandingBegun, Counts::outstandingBegunCount) + sum(begun, Counts::begunCount);
    }

    /// Whether nothing waits in any lane. Any thread may ask.
    public boolean areLanesQuiet() {
        long over = sum(ended, Counts::endedCount);
        return over == sum(begun, Counts::begunCount);
    }

    private long sum(LongAdder ofOthers, ToLongFunction<Counts> of) {
        long all = ofOthers.sum();
        for (Counts worker : workers) all += of.applyAsLong(worker);
        return all;
    }
}
