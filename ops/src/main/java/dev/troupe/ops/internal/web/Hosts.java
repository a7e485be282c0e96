package dev.troupe.ops.internal.web;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// By which names this server may be called. A page of somebody else's whose own name was made to point here (DNS rebinding) sends that
/// name as the host, so a name that isn't ours is refused.
///
/// Ours are the loopback names and the address that the connection came in at, each with our port; and names that were given: with
/// our port or none (a proxy in front), or exactly with the port they were given with.
public final class Hosts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,252}[a-z0-9_])?|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private final Set<String> exact = new LinkedHashSet<>();
    private final String port;
    private final boolean usual;

    Hosts(List<String> given, int port, boolean tls) {
        this.port = ":" + port;
        this.usual = port == (tls ? 443 : 80);
        for (String name : List.of("localhost", "127.0.0.1", "[::1]")) add(name);
        for (String name : given) {
            String lower = checked(name);
            if (!hasPort(lower)) add(lower);
            exact.add(lower);
        }
    }

    private void add(String name) {
        exact.add(name + port);
        if (usual) exact.add(name);
    }

    /// The name as it is compared.
    ///
    /// @throws IllegalArgumentException if it is none
    public static String checked(String name) {
        Objects.requireNonNull(name, "host must not be null: host=null");
        String lower = name.toLowerCase(Locale.ROOT);
        int colon = hasPort(lower) ? lower.lastIndexOf(':') : lower.length();
        boolean fits = NAME.matcher(lower.substring(0, colon)).matches()
                && (colon == lower.length() || PORT.matcher(lower.substring(colon + 1)).matches());
        if (!fits)
            throw new IllegalArgumentException("host must be a name or address, maybe with a port: host=" + name);
        return lower;
    }

    private static boolean hasPort(String name) {
        return name.lastIndexOf(':') > name.lastIndexOf(']');
    }

    /// Whether a request may call us so.
    ///
    /// @param host as the request has it
    /// @param local the address at which it came in
    boolean allow(String host, InetAddress local) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (exact.contains(lower)) return true;
        boolean ours = lower.endsWith(port);
        if (!ours && !usual) return false;
        return isLiteral(ours ? lower.substring(0, lower.length() - port.length()) : lower, local);
    }

    private static boolean isLiteral(String name, InetAddress local) {
        if (!name.startsWith("[")) return name.equals(local.getHostAddress());
        try {
            return name.endsWith("]") && InetAddress.ofLiteral(name.substring(1, name.length() - 1)).equals(local);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
