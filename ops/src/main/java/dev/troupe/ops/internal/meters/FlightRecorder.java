package dev.troupe.ops.internal.meters;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a recording on a thread of its own, since the first one of a JVM takes a second or two, and whoever binds meters may be
/// answering a request. Any thread may close it, also while it starts: then the recording is ended as soon as it has begun.
final class FlightRecorder implements AutoCloseable {
    static final String THREAD = "troupe-ops-flight-recorder";
    private static final Logger LOG = LoggerFactory.getLogger("dev.troupe.ops");

    /// A recording that goes on.
    interface Recording extends AutoCloseable {
        @Override
        void close();
    }

    private final Supplier<? extends Recording> begin;
    private final Object lock = new Object();
    private @Nullable Recording recording; // guarded by lock
    private boolean closed; // guarded by lock

    /// @param begin starts it; what it throws is logged
    FlightRecorder(Supplier<? extends Recording> begin) {
        this.begin = begin;
    }

    void start() {
        Thread.ofPlatform().daemon().name(THREAD).start(this::begin);
    }

    boolean isRecording() {
        synchronized (lock) {
            return recording != null;
        }
    }

    private void begin() {
        Recording begun;
        try {
            begun = begin.get();
        } catch (Throwable thrown) {
            LOG.warn("Flight Recorder can't be had, so it isn't known when virtual threads are pinned", thrown);
            return;
        }
        synchronized (lock) {
            if (!closed) {
                recording = begun;
                return;
            }
        }
        begun.close();
    }

    @Override
    public void close() {
        Recording ends;
        synchronized (lock) {
            closed = true;
            ends = recording;
            recording = null;
        }
        if (ends != null) ends.close();
    }
}
