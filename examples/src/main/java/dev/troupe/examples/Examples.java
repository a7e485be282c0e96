package dev.troupe.examples;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// The list of examples. A line here is all that one needs; `ops/troupe gallery` then writes its page.
@NullMarked
final class Examples {
    /// In the order in which to meet them.
    static final List<Example> ALL = List.of(
            Example.of("ping-pong", "two named generators that call each other, and rally", PingPong.class,
                    PingPong::run),
            Example.of("re-entrant", "the same without a scheduler: the error it gives", Reentrant.class,
                    Reentrant::run),
            Example.of("dispatch", "work for three workers, the slow one's result not lost", Dispatch.class,
                    Dispatch::run),
            Example.of("dispatch-lost", "the slow worker's result lost, where nobody waits for it, and the remedy",
                    DispatchLost.class, DispatchLost::run),
            Example.of("routing", "the four routers: by turns, at random, by least load, by a key", Routing.class,
                    Routing::run),
            Example.of("supervised", "a worker that crashes and is started anew, until it is too often",
                    Supervised.class, Supervised::run),
            Example.of("bank", "transfers between accounts that crash, and the total kept", Bank.class, Bank::run),
            Example.of("chat-room", "names, a member that crashes, and a slow reader who slows the others down",
                    ChatRoom.class, ChatRoom::run),
            Example.of("echo-server", "a TCP port with an actor for each of a thousand connections",
                    EchoServer.class, EchoServer::run));

    private Examples() {}

    static Optional<Example> find(String name) {
        return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Example::name).toList();
    }
}
