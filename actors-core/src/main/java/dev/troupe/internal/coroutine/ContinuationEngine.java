package dev.troupe.internal.coroutine;

import dev.troupe.internal.port.Threads;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// The JDK's raw continuations. Needs `--add-exports=java.base/jdk.internal.vm=…` and is never chosen unasked; the only
/// file that knows why.
///
/// The fastest, for bodies that keep three rules: don't suspend while holding a monitor (it would stay owned by the
/// carrier, without an exception), don't rely on thread-locals or locks across a suspension, and don't block: the carrier,
/// and with it the whole deque, would wait too. The interrupt status is carried over from suspension to resumption.
final class ContinuationEngine extends MountedEngine {
    private static final @Nullable Internals JDK = Internals.find();

    /// What is mounted on a platform thread, for [#current].
    private static final ThreadLocal<@Nullable Carrier> MOUNTED = new ThreadLocal<>();

    /// What a platform thread carries; looked up once for each mount.
    private static final class Carrier {
        @Nullable Stack stack;

        static Carrier ofThisThread() {
            Carrier carrier = MOUNTED.get();
            if (carrier != null) return carrier;
            Carrier first = new Carrier();
            MOUNTED.set(first);
            return first;
        }
    }

    /// Whether the flag was given.
    static boolean permitted() {
        return Object.class.getModule().isExported("jdk.internal.vm", ContinuationEngine.class.getModule());
    }

    /// Whether the JDK's internals were found as well.
    static boolean available() {
        return JDK != null;
    }

    @Override
    public String name() {
        return "continuation";
    }

    @Override
    Coroutine create(Runnable body) {
        return new Stack(body);
    }

    @Override
    @Nullable Coroutine current() {
        Carrier carrier = Threads.local(MOUNTED);
        return carrier == null ? null : carrier.stack;
    }

    /// The handles, bound to their types once so that the compiler can inline through them.
    private static final class Handles {
        static final MethodHandle NEW;
        static final MethodHandle RUN;
        static final MethodHandle YIELD;

        static {
            Internals jdk = JDK;
            if (jdk == null) throw new IllegalStateException("jdk.internal.vm is not exported");
            NEW = jdk.create;
            RUN = jdk.run;
            YIELD = jdk.yield;
        }
    }

    /// `create(Runnable) → Object`, `run(Object)`, `yield() → boolean`.
    private record Internals(MethodHandle create, MethodHandle run, MethodHandle yield) {
        static @Nullable Internals find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> scopes = Class.forName("jdk.internal.vm.ContinuationScope");
                Class<?> continuations = Class.forName("jdk.internal.vm.Continuation");
                Object scope = lookup.findConstructor(scopes, MethodType.methodType(void.class, String.class))
                        .invoke("troupe");
                MethodHandle create = lookup.findConstructor(continuations,
                        MethodType.methodType(void.class, scopes, Runnable.class));
                MethodHandle run = lookup.findVirtual(continuations, "run", MethodType.methodType(void.class));
                MethodHandle yield = lookup.findStatic(continuations, "yield",
                        MethodType.methodType(boolean.class, scopes));
                return new Internals(create.bindTo(scope).asType(MethodType.methodType(Object.class, Runnable.class)),
                        run.asType(MethodType.methodType(void.class, Object.class)), yield.bindTo(scope));
            } catch (Throwable t) {
                return null;
            }
        }
    }

    private static final class Stack extends Mounted {
        private final Object continuation;
        private boolean interrupted;

        Stack(Runnable body) {
            super(body);
            try {
                continuation = (Object) Handles.NEW.invokeExact((Runnable) this::runBody);
            } catch (Throwable t) {
                throw new IllegalStateException("a continuation can't be made", t);
            }
        }

        @Override
        Thread thread(Thread host) {
            return host;
        }

        @Override
        boolean mount() {
            Carrier mounted = Carrier.ofThisThread();
            Stack outer = mounted.stack;
            mounted.stack = this;
            if (interrupted) {
                interrupted = false;
                Thread.currentThread().interrupt();
            }
            try {
                Handles.RUN.invokeExact(continuation);
            } catch (Throwable t) {
                throw new IllegalStateException("a continuation can't be run", t);
            } finally {
                mounted.stack = outer;
                interrupted = Thread.interrupted();
            }
            return true;
        }

        @Override
        void awaitTurn() {
            throw new IllegalStateException("a raw continuation never leaves its carrier by itself");
        }

        @Override
        @Nullable String unmount() {
            try {
                boolean left = (boolean) Handles.YIELD.invokeExact();
                return left ? null : "the continuation is pinned";
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            } catch (Throwable t) {
                throw new IllegalStateException("a continuation can't be left", t);
            }
        }

        /// Nothing to do: a body that blocks holds its carrier, so nobody else runs who could ask for it.
        @Override
        void interrupt() {}
    }
}
