package dev.troupe.internal.port;

/// Threads as errors name them.
public final class Threads {
    private Threads() {}

    /// The calling thread's name; its number where it has none, as virtual threads mostly do.
    public static String currentName() {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        return name.isEmpty() ? (thread.isVirtual() ? "virtual thread #" : "thread #") + thread.threadId() : name;
    }
}
