package dev.troupe.internal.coroutine;

import dev.troupe.internal.port.RunToken;
import org.jspecify.annotations.Nullable;

/// How stacks are left and entered. One engine is chosen for each JVM, at first use, by `-Dtroupe.coroutines`; see
/// [EngineChoice].
public abstract class Engine {
    Engine() {}

    /// The engine of this JVM.
    ///
    /// @throws IllegalStateException if the property names none, or one whose flag is missing
    public static Engine chosen() {
        Engine engine = Chosen.ENGINE;
        if (engine == null) throw new IllegalStateException(Chosen.REFUSAL);
        return engine;
    }

    /// Whether the calling thread runs the code of a coroutine.
    public static boolean insideCoroutine() {
        return chosen().current() != null;
    }

    /// The token of whoever drives the coroutine whose code the calling thread runs; null if it runs none.
    public static @Nullable RunToken token() {
        Coroutine me = chosen().current();
        Chain chain = me == null ? null : me.chain;
        return chain == null ? null : chain.driver.token;
    }

    /// The name by which the property selects it.
    public abstract String name();

    /// Whether a driver must be a virtual thread (else it must be a platform thread).
    public abstract boolean drivesOnVirtualThread();

    /// A coroutine of this engine.
    abstract Coroutine create(Runnable body);

    /// The coroutine whose code the calling thread runs, or null.
    abstract @Nullable Coroutine current();

    /// For engines whose coroutines are virtual threads: found through the thread's uncaught exception handler, a field every
    /// thread has, so a million coroutines pay no thread-local map each. Code that replaces the handler of its own virtual
    /// thread hides its coroutine.
    static @Nullable Coroutine ofThisVirtualThread() {
        Thread thread = Thread.currentThread();
        return thread.isVirtual() && thread.getUncaughtExceptionHandler() instanceof Coroutine coroutine
                ? coroutine
                : null;
    }

    /// See [Chain#resume()].
    abstract void resume(Chain chain);

    /// The choice is made once; so is its refusal, which every later use repeats.
    private static final class Chosen {
        static final @Nullable Engine ENGINE;
        static final @Nullable String REFUSAL;

        static {
            Engine engine = null;
            String refusal = null;
            try {
                engine = EngineChoice.fromProperty().choose();
            } catch (IllegalStateException e) {
                refusal = e.getMessage();
            }
            ENGINE = engine;
            REFUSAL = refusal;
        }
    }
}
