package dev.troupe.ops;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.web.Hosts;
import dev.troupe.ops.internal.web.Keys;
import dev.troupe.ops.internal.web.Site;
import dev.troupe.ops.internal.web.Token;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// How a [Dashboard] is to be. Not for several threads at once.
///
/// {@snippet file="dev/troupe/ops/DashboardSnippetsTest.java" region="builder"}
public final class DashboardBuilder {
    private static final int PORT = 8787;
    private static final int LAST_PORT = 65_535;

    private final ActorSystem system;
    private int port = PORT;
    private String address = "127.0.0.1";
    private @Nullable Token token;
    private @Nullable SSLContext tls;
    private boolean bodies;
    private List<String> hosts = List.of();
    private @Nullable PrometheusMeterRegistry registry;

    DashboardBuilder(ActorSystem system) {
        this.system = system;
    }

    /// On which port.
    ///
    /// @param port 0 for any that is free; 8787 if nothing is said
    /// @return this builder
    /// @throws IllegalArgumentException if it is none
    public DashboardBuilder port(int port) {
        if (port < 0 || port > LAST_PORT)
            throw new IllegalArgumentException("port must be between 0 and " + LAST_PORT + ": port=" + port);
        this.port = port;
        return this;
    }

    /// On which interface. One that others can reach wants a token: one is made if none is given.
    ///
    /// @param address a name or an address of this machine, `0.0.0.0` for all; `127.0.0.1` if nothing is said
    /// @return this builder
    public DashboardBuilder address(String address) {
        this.address = Objects.requireNonNull(address, "address must not be null: address=null");
        return this;
    }

    /// What one must know to be let in: sent as `Authorization: Bearer`, or once as `/?token=`, which leaves a cookie.
    ///
    /// @param token 16 to 256 letters, digits, dots, underscores, tildes and hyphens
    /// @return this builder
    /// @throws IllegalArgumentException if it has another form; the text doesn't hold it
    public DashboardBuilder token(String token) {
        this.token = Token.of(Objects.requireNonNull(token, "token must not be null: token=null"));
        return this;
    }

    /// Speaks TLS, with the key in a store.
    ///
    /// @param keyStore the file, PKCS12 or JKS
    /// @param password of the store and of the key
    /// @return this builder
    /// @throws IllegalArgumentException if the store can't be read, or has no key
    public DashboardBuilder tls(Path keyStore, String password) {
        this.tls = Keys.context(keyStore, password);
        return this;
    }

    /// Whether the text of messages may be shown, in traces that ask for it. It may hold what not everybody is to see.
    ///
    /// @param shown not, if nothing is said
    /// @return this builder
    public DashboardBuilder bodies(boolean shown) {
        this.bodies = shown;
        return this;
    }

    /// Under which names it may be called besides `localhost` and the address it is reached at.
    ///
    /// @param names such as `ops.example.com`, with the dashboard's port or none in the request, or `ops.example.com:8443` for
    ///        exactly that
    /// @return this builder
    /// @throws IllegalArgumentException if one is no name
    public DashboardBuilder hosts(String... names) {
        List<String> checked = new ArrayList<>();
        for (String name : names) checked.add(Hosts.checked(name));
        this.hosts = checked;
        return this;
    }

    /// What `/metrics` shows: this, as it is. Otherwise a registry of the dashboard's own, which is made at the first scrape and given
    /// up when there has been none for five minutes.
    ///
    /// @param registry the registry
    /// @return this builder
    public DashboardBuilder registry(PrometheusMeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry must not be null: registry=null");
        return this;
    }

    /// Starts it.
    ///
    /// @return the dashboard; it is up
    /// @throws IllegalArgumentException if the address is unknown
    /// @throws IllegalStateException if the port is taken, or the system closed
    public Dashboard start() {
        InetAddress at = resolved();
        Token wanted = token != null || at.isLoopbackAddress() ? token : Token.random();
        return Dashboard.open(system, new Site.Terms(at, port, wanted, tls, bodies, hosts, registry, this::bind),
                Site.Limits.USUAL);
    }

    /// Binds the meters to a registry of the dashboard's own, and gives what unbinds them.
    Runnable bind(MeterRegistry own) {
        ActorMetrics actors = new ActorMetrics(system);
        JvmMeters jvm = new JvmMeters();
        Runnable end = () -> {
            actors.close();
            jvm.close();
        };
        try {
            actors.bindTo(own);
            jvm.bindTo(own);
        } catch (RuntimeException | Error e) {
            end.run(); // or the probe of the actors' meters would stay, and the next scrape would make another
            throw e;
        }
        return end;
    }

    private InetAddress resolved() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address must be known: address=" + address, e);
        }
    }
}
