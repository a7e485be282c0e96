package dev.troupe.internal.system;

import dev.troupe.ShutdownPhase;
import dev.troupe.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is to be done while a system closes, by phases. Any thread may call it.
///
/// A hook is taken out to be run, so it runs once, and one that is taken away while an earlier one runs doesn't run.
final class ShutdownHooks {
    private final String system;
    private final Map<ShutdownPhase, Deque<Hook>> waiting = new EnumMap<>(ShutdownPhase.class);
    private boolean sealed;

    ShutdownHooks(String system) {
        this.system = system;
    }

    /// Adds a hook behind the others of its phase.
    ///
    /// @throws IllegalStateException if the system is closing
    Subscription add(ShutdownPhase phase, String name, Runnable action) {
        Objects.requireNonNull(phase, "shutdown phase must not be null: phase=null");
        Objects.requireNonNull(name, "hook name must not be null: name=null");
        Objects.requireNonNull(action, "hook must not be null: hook=null, name=" + name);
        if (name.isBlank()) throw new IllegalArgumentException("hook name must not be blank: name='" + name + "'");
        Hook hook = new Hook(phase, name, action);
        synchronized (this) {
            if (sealed)
                throw new IllegalStateException(
                        "a hook can't be added to a system that is closed: system=" + system + ", phase=" + phase
                                + ", hook=" + name);
            waiting.computeIfAbsent(phase, none -> new ArrayDeque<>()).addLast(hook);
        }
        return () -> remove(hook);
    }

    private synchronized void remove(Hook hook) {
        Deque<Hook> ofPhase = waiting.get(hook.phase);
        if (ofPhase != null) ofPhase.remove(hook);
    }

    /// From now on none is added.
    synchronized void seal() {
        sealed = true;
    }

    /// Takes out the next one of a phase; null if there is none.
    synchronized @Nullable Hook take(ShutdownPhase phase) {
        Deque<Hook> ofPhase = waiting.get(phase);
        return ofPhase == null ? null : ofPhase.pollFirst();
    }

    /// How many of these phases have hooks.
    synchronized int phases(ShutdownPhase... among) {
        int count = 0;
        for (ShutdownPhase phase : among) {
            Deque<Hook> ofPhase = waiting.get(phase);
            if (ofPhase != null && !ofPhase.isEmpty()) count++;
        }
        return count;
    }

    /// One addition; compared by identity, so that a hook added twice is taken away once.
    static final class Hook {
        final ShutdownPhase phase;
        final String name;
        final Runnable action;

        private Hook(ShutdownPhase phase, String name, Runnable action) {
            this.phase = phase;
            this.name = name;
            this.action = action;
        }
    }
}
