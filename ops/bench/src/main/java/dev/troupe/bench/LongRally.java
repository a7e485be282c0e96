package dev.troupe.bench;

import dev.troupe.Actor;
import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Handler;
import java.util.List;

/// A long game of ping-pong, to show that the heap stays as it is however long it lasts.
///
/// A unit is one message taken by one of the two and the next one told to the other, by reference.
final class LongRally {
    private final List<ActorRef<Integer>> players;
    private final ActorSystem system;
    private long left;

    private LongRally(ActorSystem system, boolean bodies) {
        this.system = system;
        players = bodies
                ? List.of(system.spawn("ping", Integer.class, body(1)), system.spawn("pong", Integer.class, body(0)))
                : List.of(system.spawn("ping", Integer.class, handler(1)),
                        system.spawn("pong", Integer.class, handler(0)));
    }

    public static void main(String[] args) {
        String kind = args.length == 0 ? "" : args[0];
        long messages = args.length < 2 ? 10_000_000 : Long.parseLong(args[1]);
        if (!kind.equals("bodies") && !kind.equals("handlers")) {
            throw new IllegalArgumentException(
                    "rally: say bodies or handlers, then how many messages: rally bodies 10000000");
        }
        System.out.printf("%d messages between two %s, engine=%s%n", messages, kind,
                Bench.engine());
        try (ActorSystem system = ActorSystem.create()) {
            new LongRally(system, kind.equals("bodies")).play(messages / 10);
        }
    }

    private Actor<Integer> body(int other) {
        return self -> {
            while (true) hit(self.receive(), other);
        };
    }

    private Handler<Integer> handler(int other) {
        return (self, ball) -> hit(ball, other);
    }

    private void hit(Integer ball, int other) {
        if (--left > 0) players.get(other).tell(ball);
    }

    private void play(long messages) {
        for (int tenth = 1; tenth <= 10; tenth++) {
            left = messages;
            long start = System.nanoTime();
            players.getFirst().tell(0);
            system.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%2d/10: %,12.0f messages/s, heap in use %,d bytes%n", tenth, messages / seconds,
                    Heap.usedBytes());
        }
    }
}
