package dev.troupe.internal.scheduler;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where the driving thread sleeps while nothing is ready, and how others wake it.
///
/// *Lost wake-ups.* The driving thread announces that it parks, looks once more at what others can have put, and only
/// then parks; a producer puts, then looks for the announcement, with a full fence between, for the queue's own put
/// ends with a release only. Whichever order the two take, one of them sees the other.
class Parking {
    private volatile boolean parked; // any thread
    private volatile @Nullable Thread host; // any thread

    /// From now on that thread drives.
    void host(@Nullable Thread driving) {
        host = driving;
    }

    /// The driving thread is about to park, if a last look shows nothing.
    void announce() {
        parked = true;
    }

    /// The driving thread is awake.
    void over() {
        parked = false;
    }

    /// Something was put. Any thread may call it.
    void wakeIfParked() {
        VarHandle.fullFence();
        if (parked) unpark(host);
    }

    /// Wakes the driving thread, or keeps it from parking next. Any thread may call it.
    void wake() {
        unpark(host);
    }

    void unpark(@Nullable Thread sleeper) {
        LockSupport.unpark(sleeper);
    }
}
