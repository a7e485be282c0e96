package dev.troupe.internal.port;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// The calling thread.
///
/// *Raw continuations.* Compiled code reads the current thread once and takes it to stay the same, which a raw continuation
/// that is mounted on another thread after a suspension breaks: its frames go on with the thread they had before. So
/// where such a stack may call, the thread is asked for through a handle that is no constant: the compiler can't look
/// into that, and what is behind it is compiled by itself.
public final class Threads {
    private static final boolean MOVES = "continuation".equals(System.getProperty("troupe.coroutines"));

    @SuppressWarnings("NonFinalStaticField") // so that no call through it is inlined
    private static MethodHandle current = handle(Thread.class, "currentThread", MethodType.methodType(Thread.class));
    @SuppressWarnings("NonFinalStaticField") // likewise
    private static MethodHandle local = handle(Threads.class, "read",
            MethodType.methodType(Object.class, ThreadLocal.class));

    private Threads() {}

    private static MethodHandle handle(Class<?> where, String name, MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(where, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("UnusedMethod") // through the handle
    private static @Nullable Object read(ThreadLocal<?> variable) {
        return variable.get();
    }

    /// The calling thread, also in a stack that has been mounted on another since it last asked.
    public static Thread current() {
        if (!MOVES) return Thread.currentThread();
        try {
            return (Thread) current.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException("the current thread can't be had", t);
        }
    }

    /// What the calling thread has in a variable of its own, likewise.
    @SuppressWarnings("unchecked") // the handle is not generic
    public static <T> @Nullable T local(ThreadLocal<@Nullable T> variable) {
        if (!MOVES) return variable.get();
        try {
            return (T) (Object) local.invokeExact(variable);
        } catch (Throwable t) {
            throw new IllegalStateException("the current thread's variable can't be had", t);
        }
    }

    /// The calling thread's name; its number where it has none, as virtual threads mostly do.
    public static String currentName() {
        Thread thread = current();
        String name = thread.getName();
        return name.isEmpty() ? (thread.isVirtual() ? "virtual thread #" : "thread #") + thread.threadId() : name;
    }
}
