package dev.troupe.routing;

import dev.troupe.Actor;
import dev.troupe.ActorRef;
import dev.troupe.Props;
import dev.troupe.SendResult;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shares messages out among workers. Any thread may call it, and several may share it. Its workers are always the same: for
/// others, make another router.
///
/// It chooses a worker, and that worker's mailbox decides what becomes of the message, as if it had been told by itself: one
/// that is full is not passed over, but a sender that can wait does. A worker that has stopped is passed over. When all
/// have, the message is a dead letter. A worker that stops while a sender waits for room in its mailbox makes the message a
/// dead letter, too; nobody else gets it.
///
/// A router is no actor; [#props] makes one of it, with a reference and a name of its own.
///
/// {@snippet file="dev/troupe/routing/RoutingSnippetsTest.java" region="router"}
///
/// @param <M> the class of the workers' messages
public final class Router<M> {
    private static final BitSet NONE = new BitSet(0); // never changed, so any thread may read it

    private final List<ActorRef<M>> workers;
    private final Routing<M> routing;

    private Router(List<ActorRef<M>> workers, Routing<M> routing) {
        this.workers = workers;
        this.routing = routing;
    }

    /// One worker after the other, from the first on.
    ///
    /// {@snippet file="dev/troupe/routing/RoutingSnippetsTest.java" region="roundRobin"}
    ///
    /// @param workers who gets the messages
    /// @param <M> the class of the workers' messages
    /// @return the router
    /// @throws IllegalArgumentException if there is no worker, or one twice
    public static <M> Router<M> roundRobin(Collection<ActorRef<M>> workers) {
        return new Router<>(check(workers), new RoundRobin<>());
    }

    /// Any worker, with the same chance.
    ///
    /// @param workers who gets the messages
    /// @param <M> the class of the workers' messages
    /// @return the router
    /// @throws IllegalArgumentException if there is no worker, or one twice
    public static <M> Router<M> random(Collection<ActorRef<M>> workers) {
        return random(workers, ThreadLocalRandom.current().nextLong());
    }

    /// Any worker, with the same chance, and with the same seed the same ones on each run. In an actor, `self.random()` has a
    /// seed to give.
    ///
    /// {@snippet file="dev/troupe/routing/RoutingSnippetsTest.java" region="random"}
    ///
    /// @param workers who gets the messages
    /// @param seed the seed
    /// @param <M> the class of the workers' messages
    /// @return the router
    /// @throws IllegalArgumentException if there is no worker, or one twice
    public static <M> Router<M> random(Collection<ActorRef<M>> workers, long seed) {
        return new Router<>(check(workers), new AtRandom<>(seed));
    }

    /// The worker that has least to do: the fewest messages that were sent to it by anybody and not taken, and one for what it
    /// is busy with. Equals take turns. What others do meanwhile is not seen, so several senders at once may choose the same
    /// worker.
    ///
    /// {@snippet file="dev/troupe/routing/RoutingSnippetsTest.java" region="leastLoaded"}
    ///
    /// @param workers who gets the messages; their mailboxes must count, as bounded ones do
    /// @param <M> the class of the workers' messages
    /// @return the router
    /// @throws IllegalArgumentException if there is no worker, or one twice, or the mailbox of one doesn't count
    public static <M> Router<M> leastLoaded(Collection<ActorRef<M>> workers) {
        List<ActorRef<M>> all = check(workers);
        return new Router<>(all, new LeastLoaded<>(all));
    }

    /// The same worker for the same key. A worker more or less moves few keys: those of one worker's share. The keys of a
    /// worker that has stopped go to the others, each always to the same.
    ///
    /// It goes by the hash code of the key and the workers' names, so it is the same in another router, and on each run if
    /// the hash codes are, as those of strings and numbers.
    ///
    /// {@snippet file="dev/troupe/routing/RoutingSnippetsTest.java" region="hashed"}
    ///
    /// @param workers who gets the messages
    /// @param key gives a message's key; called by who sends, on any thread. What it throws, the sender gets
    /// @param <M> the class of the workers' messages
    /// @return the router
    /// @throws IllegalArgumentException if there is no worker, or one twice
    public static <M> Router<M> hashed(Collection<ActorRef<M>> workers, Function<? super M, ?> key) {
        List<ActorRef<M>> all = check(workers);
        return new Router<>(all, new Hashed<>(all, key));
    }

    private static <M> List<ActorRef<M>> check(Collection<ActorRef<M>> workers) {
        List<ActorRef<M>> all = List.copyOf(workers);
        if (all.isEmpty()) throw new IllegalArgumentException("a router must have a worker: workers=[]");
        if (new LinkedHashSet<>(all).size() < all.size())
            throw new IllegalArgumentException("a router must have each worker once: workers=" + all);
        return all;
    }

    /// Sends a message to the worker whose turn it is, as [ActorRef#tell(Object)] does.
    ///
    /// @param message the message
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the message is null, or its key
    public SendResult tell(M message) {
        return send(message, ActorRef::tell);
    }

    /// Sends a message to the worker whose turn it is, and waits for room there, as [ActorRef#tell(Object, Duration)] does.
    ///
    /// @param message the message
    /// @param limit how long to wait at most
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the message is null, or its key
    /// @throws IllegalArgumentException if the limit is negative
    public SendResult tell(M message, Duration limit) {
        Objects.requireNonNull(limit, "tell limit must not be null: limit=null");
        if (limit.isNegative()) throw new IllegalArgumentException("tell limit must not be negative: limit=" + limit);
        return send(message, (worker, sent) -> worker.tell(sent, limit));
    }

    /// Sends a message like [#tell(Object)], but never waits, and makes no dead letter of one that is not accepted.
    ///
    /// @param message the message
    /// @return what became of it
    /// @throws NullPointerException if the message is null, or its key
    public SendResult offer(M message) {
        return send(message, null);
    }

    /// How a message is sent that was offered in vain.
    private interface Insisting<M> {
        SendResult send(ActorRef<M> worker, M message);
    }

    /// Offers it first, so that a worker which has stopped makes no dead letter of what another will take.
    private SendResult send(M message, @Nullable Insisting<M> insisting) {
        Objects.requireNonNull(message, "message must not be null: message=null");
        BitSet passed = NONE;
        while (true) {
            int at = routing.choose(workers, message, passed);
            ActorRef<M> worker = workers.get(at);
            SendResult result = worker.offer(message);
            if (result == SendResult.ACCEPTED) return result;
            if (result == SendResult.STOPPED) {
                if (passed == NONE) passed = new BitSet(workers.size());
                passed.set(at);
                if (passed.cardinality() < workers.size()) continue;
            }
            return insisting == null ? result : insisting.send(worker, message);
        }
    }

    /// Whom a message would be sent to if nobody had stopped.
    ActorRef<M> chosen(M message) {
        return workers.get(routing.choose(workers, message, NONE));
    }

    /// Sends a message to all workers that have not stopped, in their order, as [ActorRef#tell(Object)] does. When all have,
    /// it is one dead letter.
    ///
    /// @param message the message, which they all share
    /// @return how many have accepted it
    /// @throws NullPointerException if the message is null
    public int broadcast(M message) {
        Objects.requireNonNull(message, "message must not be null: message=null");
        int accepted = 0;
        int stopped = 0;
        for (ActorRef<M> worker : workers) {
            SendResult result = worker.offer(message);
            if (result == SendResult.STOPPED && ++stopped < workers.size()) continue;
            if (result != SendResult.ACCEPTED) result = worker.tell(message);
            if (result == SendResult.ACCEPTED) accepted++;
        }
        return accepted;
    }

    /// The workers, stopped or not.
    ///
    /// @return them, in the order given
    public List<ActorRef<M>> workers() {
        return workers;
    }

    /// What to spawn for an actor that passes each message on by this router. It waits where a worker's mailbox is full, and
    /// does not end with its workers. Who asks it is answered by the worker; that the worker crashes or stops shows at the
    /// limit of the ask only.
    ///
    /// {@snippet file="dev/troupe/routing/RoutingSnippetsTest.java" region="props"}
    ///
    /// @return the props of a body
    public Props<M> props() {
        Actor<M> body = self -> {
            while (true) tell(self.receive());
        };
        // a reference that was found by a subtype is to an actor that takes more than M
        Class<M> narrowest = workers.stream().map(ActorRef::type)
                .reduce((one, other) -> one.isAssignableFrom(other) ? other : one).orElseThrow();
        return Props.of(narrowest, body);
    }
}
