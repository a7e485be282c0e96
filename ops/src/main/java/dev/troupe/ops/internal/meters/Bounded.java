package dev.troupe.ops.internal.meters;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Values of one tag, of which there are only so many: whoever makes names as he runs must fill neither the memory nor the server that
/// collects the meters. Any thread.
final class Bounded {
    static final String OTHER = "other";
    private static final int MOST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /// The value itself, or `other` once there are a hundred without it.
    String of(String value) {
        if (known.contains(value)) return value;
        if (known.size() >= MOST) return OTHER;
        synchronized (known) { // so that there are a hundred, and not some more
            if (!known.contains(value) && known.size() >= MOST) return OTHER;
            known.add(value);
            return value;
        }
    }
}
