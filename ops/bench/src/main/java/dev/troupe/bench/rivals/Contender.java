package dev.troupe.bench.rivals;

/// A library that plays the parts of a workload, on two threads if its name says no other number.
///
/// @param <R> how it refers to an actor
interface Contender<R> extends AutoCloseable {
    /// How many threads of the processor each contender uses.
    int THREADS = 2;

    /// Brings an actor into being, from outside.
    R spawn(Part<R> part) throws Exception;

    /// Brings an actor into being whose mailbox has a bound; only if senders suspend.
    default R spawn(Part<R> part, int capacity) {
        throw new UnsupportedOperationException("no bounded mailbox: capacity=" + capacity);
    }

    /// Sends, from outside.
    void tell(R to, Object message);

    /// Whether who sends to a full mailbox waits for room. Who doesn't is given the workload with credits.
    default boolean suspends() {
        return false;
    }

    @Override
    default void close() {}

    /// Makes a contender. Sets the coroutine engine of this JVM if the name has one.
    static Contender<?> named(String name) {
        return switch (name) {
            case "troupe-handler" -> new TroupeHandlers(THREADS);
            case "troupe-handler-16" -> new TroupeHandlers(16);
            case "troupe-body-virtual" -> TroupeBodies.on("virtual");
            case "troupe-body-continuation" -> TroupeBodies.on("continuation");
            case "troupe-body-baton" -> TroupeBodies.on("baton");
            case "pekko" -> new OnPekko();
            case "akka" -> new OnAkka();
            case "jox" -> new JoxChannels();
            case "queue" -> new BlockingQueues();
            case "mpsc" -> new BareMpsc();
            default -> throw new IllegalArgumentException("no such contender: name=" + name);
        };
    }
}
