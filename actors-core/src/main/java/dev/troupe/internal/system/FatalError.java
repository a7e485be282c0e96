package dev.troupe.internal.system;

import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The rule for an error after which the JVM can't be trusted, as when memory is out: the system closes, as after
/// [dev.troupe.ActorSystem#close()], and who drives it gets the first such error, after the turn that let it out.
final class FatalError {
    private final AtomicReference<@Nullable Error> first = new AtomicReference<>();
    private final String system;
    private final Reports reports;
    private final DequeScheduler<?> scheduler;
    private final Runnable close;

    FatalError(String system, Reports reports, DequeScheduler<?> scheduler, Runnable close) {
        this.system = system;
        this.reports = reports;
        this.scheduler = scheduler;
        this.close = close;
    }

    /// Called within a turn.
    void came(Error error) {
        if (!first.compareAndSet(null, error)) return;
        scheduler.evict();
        try {
            // no daemon: the JVM must not end while bodies are being unwound, though the driver has ended by the error
            Thread.ofPlatform().name(system + "-fatal").start(close);
        } catch (Throwable noThread) {
            reports.notClosed(noThread);
        }
    }

    /// Throws the error if there was one. Called by who has driven.
    void raise() {
        Error error = first.get();
        if (error != null) throw error;
    }
}
