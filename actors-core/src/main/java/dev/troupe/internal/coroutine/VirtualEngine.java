package dev.troupe.internal.coroutine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Virtual threads on an executor of ours: the executor keeps the continuation's task, and running that task on the
/// driver's thread mounts the stack. Needs `--add-opens=java.base/java.lang=…`; the only file that knows why.
///
/// Everything a virtual thread may do works: monitors, locks, thread-locals, blocking calls, debuggers. A body that blocks
/// unmounts by itself and comes back through `execute`, on whatever thread unblocked it.
///
/// A stack is left by `Thread.yield`, not by `park`: that costs the same and is deaf to the interrupt status and to stray
/// permits, either of which would make a loop around `park` spin.
final class VirtualEngine extends MountedEngine {
    private static final @Nullable Internals JDK = Internals.find();

    /// Whether the flag was given.
    static boolean permitted() {
        return Object.class.getModule().isOpen("java.lang", VirtualEngine.class.getModule());
    }

    /// Whether the JDK's internals were found as well.
    static boolean available() {
        return JDK != null;
    }

    /// @param builder `Thread.Builder.OfVirtual newBuilder(Executor)`
    /// @param others where virtual threads run that are not ours
    private record Internals(MethodHandle builder, Executor others) {
        static @Nullable Internals find() {
            try {
                Class<?> type = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
                Constructor<?> constructor = type.getDeclaredConstructor(Executor.class);
                Method scheduler = Class.forName("java.lang.VirtualThread").getDeclaredMethod("defaultScheduler");
                if (!constructor.trySetAccessible() || !scheduler.trySetAccessible()) return null;
                MethodHandle builder = MethodHandles.lookup().unreflectConstructor(constructor)
                        .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
                return new Internals(builder, (Executor) scheduler.invoke(null));
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        Thread.Builder.OfVirtual newBuilder(Executor executor) {
            try {
                return (Thread.Builder.OfVirtual) builder.invokeExact(executor);
            } catch (Throwable t) {
                throw new IllegalStateException("a virtual thread can't be made", t);
            }
        }
    }

    @Override
    public String name() {
        return "virtual";
    }

    @Override
    Coroutine create(Runnable body) {
        return new Stack(body);
    }

    @Override
    @Nullable Coroutine current() {
        return ofThisVirtualThread();
    }

    /// | from | to | by |
    /// |---|---|---|
    /// | any | MOUNTED | the driver, before it mounts |
    /// | MOUNTED | READY | `execute`, when the body blocked and could go on before the driver noticed |
    /// | MOUNTED | BLOCKED | the driver, when the stack came back and had not asked to leave |
    /// | BLOCKED | READY | `execute`, which then tells the driver |
    private static final class Stack extends Mounted implements Executor, Thread.UncaughtExceptionHandler {
        private static final int MOUNTED = 0;
        private static final int BLOCKED = 1;
        private static final int READY = 2;
        private static final VarHandle STATE;

        private static final int STAYS = 0;
        private static final int WANTS_TO_LEAVE = 1;
        private static final int HAS_LEFT = 2;

        static {
            try {
                STATE = MethodHandles.lookup().findVarHandle(Stack.class, "state", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final Thread thread;
        private final Executor others;
        /// The task that mounts this stack, the same each time; and whether it may be run.
        private @Nullable Runnable continuation;
        private boolean runnable;
        @SuppressWarnings("UnusedVariable") // through STATE
        private volatile int state = READY;
        /// Written by the stack and, while it is being left, by `execute` on the thread that mounts it.
        private int leaving;

        Stack(Runnable body) {
            super(body);
            Internals jdk = JDK;
            if (jdk == null) throw new IllegalStateException("java.lang is not open");
            others = jdk.others;
            thread = jdk.newBuilder(this).inheritInheritableThreadLocals(false).uncaughtExceptionHandler(this)
                    .unstarted(this::runBody);
        }

        @Override
        Thread thread(Thread host) {
            return thread;
        }

        @Override
        boolean mount() {
            if (continuation == null) thread.start();
            STATE.setOpaque(this, MOUNTED);
            Runnable next = continuation;
            if (next == null || !runnable)
                throw new IllegalStateException("a virtual thread was not handed to its executor");
            runnable = false;
            next.run();
            if (ended) return true;
            if (leaving != HAS_LEFT) return false;
            leaving = STAYS;
            return true;
        }

        @Override
        void awaitTurn() {
            if (!STATE.compareAndSet(this, MOUNTED, BLOCKED)) driver().unblocked(thisChain());
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // see the class: here it is exact
        @Nullable String unmount() {
            leaving = WANTS_TO_LEAVE;
            Thread.yield();
            if (leaving != WANTS_TO_LEAVE) return null;
            leaving = STAYS;
            return "the virtual thread is pinned";
        }

        /// Called by the JDK whenever the virtual thread can be mounted: at its start, while it is being left (on the
        /// mounting thread), and by whoever unblocks it (on any thread).
        ///
        /// A virtual thread started by this one inherits its executor: such a thread goes to the JDK's own. Ours is known by
        /// its task, which comes first, before its code could have started another.
        @Override
        public void execute(Runnable task) {
            if (continuation == null) continuation = task;
            if (continuation != task) {
                others.execute(task);
                return;
            }
            runnable = true;
            if (leaving == WANTS_TO_LEAVE) leaving = HAS_LEFT;
            else if ((int) STATE.getAndSet(this, READY) == BLOCKED) driver().unblocked(thisChain());
        }

        @Override
        void interrupt() {
            thread.interrupt();
        }

        @Override
        public void uncaughtException(Thread t, Throwable e) {
            // runBody lets nothing out
        }

        private Driver driver() {
            return thisChain().driver;
        }

        private Chain thisChain() {
            Chain current = chain;
            if (current == null) throw new IllegalStateException("a coroutine that nobody drives was unblocked");
            return current;
        }
    }
}
