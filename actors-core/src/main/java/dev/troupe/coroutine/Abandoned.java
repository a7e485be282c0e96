package dev.troupe.coroutine;

import dev.troupe.internal.coroutine.Engine;
import dev.troupe.internal.log.Log;
import java.lang.ref.Cleaner;

/// Closes generators that were started and have become unreachable: the JDK keeps every started virtual thread, and with it
/// the suspended body, reachable for ever.
final class Abandoned {
    /// Of the kind of thread on which the engine steps a generator fastest.
    private static final Cleaner CLEANER = Cleaner.create(Engine.chosen().drivesOnVirtualThread()
            ? Thread.ofVirtual().name("troupe-abandoned-generators").factory()
            : Thread.ofPlatform().daemon().name("troupe-abandoned-generators").factory());

    private Abandoned() {}

    static Cleaner.Cleanable register(Generator<?, ?, ?> handle, GeneratorCore<?, ?, ?> core) {
        return CLEANER.register(handle, () -> close(core));
    }

    private static void close(GeneratorCore<?, ?, ?> core) {
        if (core.state() != GeneratorState.SUSPENDED) return;
        try {
            core.close();
        } catch (Throwable t) {
            Log.logger().warn("an abandoned generator failed while it was closed", t);
        }
    }
}
