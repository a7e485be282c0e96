package dev.troupe.ops.internal.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import jdk.jfr.consumer.RecordingStream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/// The JDK's scheduler of virtual threads, and how long threads were pinned, under the names of Micrometer's binder in
/// `micrometer-java21`, so that what was made for that one shows these. Any thread; bound once.
final class VirtualThreads implements AutoCloseable {
    private static final String PINNED_TIMES = "jvm.threads.virtual.pinned";
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String SUBMIT_FAILED = "jdk.VirtualThreadSubmitFailed";
    private static final Duration LONG_ENOUGH = Duration.ofMillis(20);
    private static final long KEPT_BYTES = 8L * 1024 * 1024;

    private final Iterable<Tag> tags;
    private volatile @Nullable FlightRecorder recorder;

    /// With further tags.
    VirtualThreads(Iterable<Tag> tags) {
        this.tags = tags;
    }

    void bindTo(Noting registry) {
        VirtualThreadSchedulerMXBean scheduler = ManagementFactory
                .getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        gauge(registry, scheduler, "parallelism", null, "How many virtual threads the scheduler is to run at once",
                VirtualThreadSchedulerMXBean::getParallelism);
        gauge(registry, scheduler, "pool.size", "threads", "Platform threads that the scheduler has",
                VirtualThreadSchedulerMXBean::getPoolSize);
        live(registry, scheduler, "mounted", VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount);
        live(registry, scheduler, "queued", VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount);
        Timer pinned = Timer.builder(PINNED_TIMES).tags(tags)
                .description("How long virtual threads kept their platform thread while they waited")
                .register(registry);
        Counter failed = Counter.builder("jvm.threads.virtual.submit.failed").tags(tags)
                .description("Virtual threads that could not be started or go on").register(registry);
        // Else somebody records them there already.
        if (registry.hasAdded(PINNED_TIMES)) record(pinned, failed);
    }

    private void gauge(MeterRegistry registry, VirtualThreadSchedulerMXBean scheduler, String name,
            @Nullable String unit, String text, ToDoubleFunction<VirtualThreadSchedulerMXBean> figure) {
        Gauge.builder("jvm.threads.virtual." + name, scheduler, figure).tags(tags).baseUnit(unit).description(text)
                .strongReference(true).register(registry);
    }

    private void live(MeterRegistry registry, VirtualThreadSchedulerMXBean scheduler, String status,
            ToDoubleFunction<VirtualThreadSchedulerMXBean> figure) {
        Gauge.builder("jvm.threads.virtual.live", scheduler, figure).tags(tags).tag("scheduling.status", status)
                .baseUnit("threads").description("Virtual threads that run or are ready to").strongReference(true)
                .register(registry);
    }

    private void record(Timer pinned, Counter failed) {
        FlightRecorder recorder = new FlightRecorder(() -> recording(pinned, failed));
        this.recorder = recorder;
        recorder.start();
    }

    private static FlightRecorder.Recording recording(Timer pinned, Counter failed) {
        RecordingStream stream = new RecordingStream();
        try {
            stream.enable(PINNED).withThreshold(LONG_ENOUGH);
            stream.enable(SUBMIT_FAILED);
            stream.setMaxSize(KEPT_BYTES);
            stream.onEvent(PINNED, event -> pinned.record(event.getDuration()));
            stream.onEvent(SUBMIT_FAILED, _ -> failed.increment());
            stream.startAsync();
            return stream::close;
        } catch (RuntimeException | Error thrown) {
            stream.close();
            throw thrown;
        }
    }

    /// Ends the recording.
    @Override
    public void close() {
        FlightRecorder started = recorder;
        if (started != null) started.close();
    }
}
