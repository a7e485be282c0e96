package dev.troupe.ops.internal.web;

import com.sun.net.httpserver.HttpExchange;
import dev.troupe.ops.internal.api.Json;
import dev.troupe.ops.internal.api.Parameters;
import dev.troupe.ops.internal.api.RefusedException;
import dev.troupe.ops.internal.api.Tracing;
import dev.troupe.ops.internal.watch.Overview;
import dev.troupe.ops.internal.watch.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The views that go on: the overview at each tick, and the trace of an actor. At most [#MOST] at once.
final class Streams {
    /// How many at once.
    static final int MOST = 16;
    private static final int KEPT = 2;
    private static final long TRACE_MILLIS = 100;

    private final Watch watch;
    private final Tracing tracing;
    private final Duration write;
    private final Semaphore places = new Semaphore(MOST);

    Streams(Watch watch, Tracing tracing, Duration write) {
        this.watch = watch;
        this.tracing = tracing;
        this.write = write;
    }

    /// The overview, until the reader goes. Of ticks that he is too slow for, only the last ones are kept.
    void overview(HttpExchange exchange, Gate.Visit visit, @Nullable String query) throws IOException {
        Parameters.of(query, Set.of());
        if (endsWithItsHead(exchange)) return;
        ArrayBlockingQueue<Overview> ticks = new ArrayBlockingQueue<>(KEPT);
        enter();
        try (Events events = Events.begin(exchange, visit, write)) {
            Runnable end = watch.follow(tick -> {
                while (!ticks.offer(tick)) ticks.poll();
            });
            try {
                while (true) {
                    Overview tick = ticks.poll(2, TimeUnit.SECONDS);
                    if (tick == null) events.heartbeat();
                    else events.event("overview", Json.bytes(tick));
                }
            } finally {
                end.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the gate is closed: the channel goes with it
        } finally {
            places.release();
        }
    }

    /// What an actor takes, until its trace is over.
    void trace(HttpExchange exchange, Gate.Visit visit, @Nullable String query) throws IOException {
        Tracing.Wanted wanted = tracing.check(Parameters.of(query, Tracing.PARAMETERS));
        if (endsWithItsHead(exchange)) return;
        enter();
        try (Tracing.Running trace = tracing.begin(wanted);
                Events events = Events.begin(exchange, visit, write)) {
            for (int pauses = 0;; pauses++) {
                Tracing.More more = trace.next();
                for (Object entry : more.entries()) events.event("entry", Json.bytes(entry));
                if (more.end() != null) {
                    events.event("end", Json.bytes(more.end()));
                    return;
                }
                if (pauses % 10 == 9) events.heartbeat();
                Thread.sleep(TRACE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static boolean endsWithItsHead(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("HEAD")) return false;
        Events.head(exchange);
        exchange.sendResponseHeaders(200, -1);
        return true;
    }

    private void enter() {
        if (!places.tryAcquire())
            throw new RefusedException(503, "streams must be at most " + MOST + ": streams=" + MOST);
    }
}
