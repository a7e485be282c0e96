package dev.troupe.ops;

import dev.troupe.ActorSystem;
import dev.troupe.ShutdownPhase;
import dev.troupe.Subscription;
import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.ops.internal.web.Site;
import dev.troupe.ops.internal.web.Token;
import java.net.InetAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server that shows what the actors of a system are doing, live: a page for the browser, the same as JSON, and a scrape for Prometheus.
/// Any thread may call it.
///
/// {@snippet file="dev/troupe/ops/DashboardSnippetsTest.java" region="builder"}
///
/// *What it costs.* While nobody looks, nothing but threads that wait. While somebody does, one message of 64 is timed
/// and the figures are read once a second. All that runs on daemon threads of its own, and no actor ever waits for it.
///
/// *Who may look.* It listens on the loopback interface, unless it is told otherwise, and then wants a token. It takes GET and HEAD only,
/// changes nothing, and shows no message's text unless [DashboardBuilder#bodies] says so. It refuses requests under names that are not its own,
/// and requests of other sites' pages.
///
/// *How long.* Until it is closed, or the system is: then after the actors have ended, so that one may watch them do so.
public final class Dashboard implements AutoCloseable {
    private final Site site;
    private final URI uri;
    private final @Nullable Token token;
    private final Subscription ending;

    private Dashboard(ActorSystem system, Site site, URI uri, @Nullable Token token) {
        this.site = site;
        this.uri = uri;
        this.token = token;
        this.ending = system.onShutdown(ShutdownPhase.TRANSPORT, "dashboard " + uri.getPort(), site::close);
    }

    /// Starts one on the loopback interface, on port 8787.
    ///
    /// @param system the system to show
    /// @return the dashboard; it is up
    /// @throws IllegalStateException if the port is taken, or the system closed
    public static Dashboard start(ActorSystem system) {
        return of(system).start();
    }

    /// One to be described.
    ///
    /// @param system the system to show
    /// @return a builder
    public static DashboardBuilder of(ActorSystem system) {
        return new DashboardBuilder(Objects.requireNonNull(system, "system must not be null: system=null"));
    }

    static Dashboard open(ActorSystem system, Site.Terms terms, Site.Limits limits) {
        if (system.isClosed())
            throw new IllegalStateException("system must be open: system=" + system.inspect().system());
        Watch watch = new Watch(system.inspect(), Watch.PERIOD, Watch.GRACE);
        Site site = Site.open(system.inspect(), watch, terms, limits);
        try {
            return new Dashboard(system, site, uri(terms, site), terms.token());
        } catch (RuntimeException | Error e) {
            site.close();
            throw e;
        }
    }

    private static URI uri(Site.Terms terms, Site site) {
        InetAddress address = terms.address();
        String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host.replaceFirst("%.*", "") + "]" : host;
        return URI.create(
                (terms.tls() == null ? "http" : "https") + "://" + literal + ":" + site.address().getPort() + "/");
    }

    /// Where the page is. The token is not part of it.
    ///
    /// @return the address for a browser on this machine
    public URI uri() {
        return uri;
    }

    /// What one must know to be let in, as it was given or made. It is not logged.
    ///
    /// @return the token; empty if none is wanted
    public Optional<String> token() {
        return Optional.ofNullable(token).map(Token::text);
    }

    /// Ends it, and every stream that somebody still reads; returns within five seconds. A second call does nothing.
    @Override
    public void close() {
        ending.close();
        site.close();
    }
}
