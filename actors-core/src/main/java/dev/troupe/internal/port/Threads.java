package dev.troupe.internal.port;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The calling thread.
///
/// *Raw continuations.* Compiled code reads the current thread once and takes it to stay the same, which a raw continuation
/// that is mounted on another thread after a suspension breaks: its frames go on with the thread they had before. So
/// where such a stack may call, the thread is asked for through a handle that is no constant: the compiler can't look
/// into that, and what is behind it is compiled by itself.
public final class Threads {
    private static final boolean MOVES = "continuation".equals(System.getProperty("troupe.coroutines"));

    @SuppressWarnings("NonFinalStaticField") // so that no call through it is inlined
    private static MethodHandle current = handle();

    private Threads() {}

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup().findStatic(Thread.class, "currentThread",
                    MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
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

    /// The calling thread's name; its number where it has none, as virtual threads mostly do.
    public static String currentName() {
        Thread thread = current();
        String name = thread.getName();
        return name.isEmpty() ? (thread.isVirtual() ? "virtual thread #" : "thread #") + thread.threadId() : name;
    }
}
