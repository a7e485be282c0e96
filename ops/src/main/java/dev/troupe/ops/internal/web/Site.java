package dev.troupe.ops.internal.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.troupe.ops.internal.api.Tracing;
import dev.troupe.ops.internal.api.Views;
import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.Inspection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that is up: its threads, and what they share. Any thread may close it.
public final class Site implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final String MOST_CONNECTIONS = "jdk.httpserver.maxConnections";
    private static final Logger LOG = LoggerFactory.getLogger("dev.troupe.ops");

    /// What it is to be.
    ///
    /// @param tls null for plain HTTP
    /// @param registry what `/metrics` shows; null for its own
    /// @param meters binds the meters to its own registry, and gives what unbinds them
    public record Terms(InetAddress address, int port, @Nullable Token token, @Nullable SSLContext tls, boolean bodies,
            List<String> hosts, @Nullable PrometheusMeterRegistry registry,
            Function<? super MeterRegistry, Runnable> meters) {}

    /// How long things may take.
    ///
    /// @param header until a request's header is there
    /// @param answer until its answer is written
    /// @param write until an event of a stream is written
    public record Limits(Duration header, Duration answer, Duration write) {
        /// Those of a dashboard.
        public static final Limits USUAL = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    private final HttpServer server;
    private final Gate gate;
    private final Watch watch;
    private final Scrape scrape;

    private Site(HttpServer server, Gate gate, Watch watch, Scrape scrape) {
        this.server = server;
        this.gate = gate;
        this.watch = watch;
        this.scrape = scrape;
    }

    /// Opens one.
    ///
    /// @throws IllegalStateException if the port is taken
    public static Site open(Inspection inspection, Watch watch, Terms terms, Limits limits) {
        HttpServer server = bound(terms);
        Gate gate = new Gate(inspection.system(), limits.header());
        try {
            return open(server, gate, inspection, watch, terms, limits);
        } catch (RuntimeException | Error e) {
            gate.close();
            startAsDaemon(server); // one that never ran would keep its port
            server.stop(0);
            throw e;
        }
    }

    private static Site open(HttpServer server, Gate gate, Inspection inspection, Watch watch, Terms terms,
            Limits limits) {
        int port = server.getAddress().getPort();
        Door door = new Door(new Hosts(terms.hosts(), port, terms.tls() != null), terms.token(), port);
        Streams streams = new Streams(watch, new Tracing(inspection, watch, terms.bodies()), limits.write());
        Scrape scrape = new Scrape(terms.registry(), terms.meters(), Scrape.KEPT);
        server.createContext("/", new Desk(gate, door, new Views(inspection, watch), streams, scrape,
                terms.tls() != null, limits.answer()));
        server.setExecutor(gate);
        startAsDaemon(server);
        return new Site(server, gate, watch, scrape);
    }

    private static HttpServer bound(Terms terms) {
        InetSocketAddress at = new InetSocketAddress(terms.address(), terms.port());
        // Header and body are two writes. Without this the second waits until the first is acknowledged, 40 ms later. Read once, when the
        // JVM's first server is made.
        if (System.getProperty(NO_DELAY) == null) System.setProperty(NO_DELAY, "true");
        adviseAgainst(terms.address());
        try {
            if (terms.tls() == null) return HttpServer.create(at, BACKLOG);
            HttpsServer server = HttpsServer.create(at, BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(terms.tls()));
            return server;
        } catch (BindException e) {
            throw new IllegalStateException("port must be free, and the address this machine's: port=" + terms.port()
                    + ", address=" + terms.address().getHostAddress(), e);
        } catch (IOException e) {
            throw new IllegalStateException("server must open: port=" + terms.port() + ", address="
                    + terms.address().getHostAddress(), e);
        }
    }

    private static void adviseAgainst(InetAddress address) {
        String advice = advice(address, System.getProperty(MOST_CONNECTIONS));
        if (advice != null) LOG.warn(advice);
    }

    /// What to do about connections that send nothing, of which each is a file descriptor of the program's; null if it is done, or
    /// nobody can come from elsewhere.
    static @Nullable String advice(InetAddress address, @Nullable String most) {
        if (address.isLoopbackAddress() || most != null) return null;
        return "a dashboard that others can reach should have a limit of connections: -D" + MOST_CONNECTIONS
                + "=256, address=" + address.getHostAddress();
    }

    /// The server's accepting thread is a daemon if the thread that starts it is one.
    private static void startAsDaemon(HttpServer server) {
        Thread starter = Thread.ofPlatform().daemon().name("troupe-dashboard-start").start(server::start);
        join(starter, Duration.ofSeconds(10));
    }

    private static void join(Thread thread, Duration most) {
        try {
            thread.join(most);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /// Ends all visits and streams, and closes the port. Takes at most some five seconds, mostly none.
    @Override
    public void close() {
        gate.close();
        watch.close();
        scrape.close();
        // On a thread of its own: to close a connection may have to wait for its reader.
        join(Thread.ofPlatform().daemon().name("troupe-dashboard-stop").start(() -> server.stop(0)),
                Duration.ofSeconds(2));
    }
}
