package dev.troupe.internal.system;

import org.jspecify.annotations.Nullable;

/// Has a system closed when the JVM ends in an orderly way. Any thread may call it.
final class JvmEnd {
    private final @Nullable Thread hook;

    /// For one system.
    ///
    /// @param wanted whether to; if not, nothing is done
    /// @param close closes the system, whatever has happened to it before
    JvmEnd(boolean wanted, String system, Runnable close) {
        this.hook = wanted ? Thread.ofPlatform().name(system + "-jvm-ends").unstarted(close) : null;
    }

    /// From now on the end of the JVM closes the system.
    void await() {
        if (hook == null) return;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ends) {
            // it ends already, and takes no more hooks
        }
    }

    /// The system has been closed: the JVM must not keep it.
    void forget() {
        if (hook == null) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ends) {
            // it is what closes the system, or waits for it
        }
    }
}
