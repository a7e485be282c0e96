package dev.troupe.ops.internal.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import jdk.jfr.consumer.RecordingStream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JDK's scheduler of virtual threads, and how long threads were pinned, under the names of Micrometer's binder in
/// `micrometer-java21`, so that what was made for that one shows these. Any thread.
public final class VirtualThreads implements MeterBinder, AutoCloseable {
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String SUBMIT_FAILED = "jdk.VirtualThreadSubmitFailed";
    private static final Duration LONG_ENOUGH = Duration.ofMillis(20);
    private static final long KEPT_BYTES = 8L * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger("dev.troupe.ops");

    private final Iterable<Tag> tags;
    private @Nullable RecordingStream events;

    /// With further tags.
    public VirtualThreads(Iterable<Tag> tags) {
        this.tags = tags;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        VirtualThreadSchedulerMXBean scheduler = ManagementFactory
                .getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        gauge(registry, scheduler, "parallelism", null, "How many virtual threads the scheduler is to run at once",
                VirtualThreadSchedulerMXBean::getParallelism);
        gauge(registry, scheduler, "pool.size", "threads", "Platform threads that the scheduler has",
                VirtualThreadSchedulerMXBean::getPoolSize);
        live(registry, scheduler, "mounted", VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount);
        live(registry, scheduler, "queued", VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount);
        Timer pinned = Timer.builder("jvm.threads.virtual.pinned").tags(tags)
                .description("How long virtual threads kept their platform thread while they waited")
                .register(registry);
        Counter failed = Counter.builder("jvm.threads.virtual.submit.failed").tags(tags)
                .description("Virtual threads that could not be started or go on").register(registry);
        record(pinned, failed);
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
        try {
            RecordingStream stream = new RecordingStream();
            stream.enable(PINNED).withThreshold(LONG_ENOUGH);
            stream.enable(SUBMIT_FAILED);
            stream.setMaxSize(KEPT_BYTES);
            stream.onEvent(PINNED, event -> pinned.record(event.getDuration()));
            stream.onEvent(SUBMIT_FAILED, _ -> failed.increment());
            stream.startAsync();
            events = stream;
        } catch (IllegalStateException | SecurityException thrown) {
            LOG.warn("Flight Recorder can't be had, so it isn't known when virtual threads are pinned", thrown);
        }
    }

    /// Ends the recording.
    @Override
    public void close() {
        if (events != null) events.close();
    }
}
