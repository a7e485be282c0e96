package dev.troupe.examples;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.simulation.ManualClock;
import dev.troupe.supervision.ChildSpec;
import dev.troupe.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A chat room. Everybody has a name; a member that crashes is started anew by the supervisor, with its name, and misses only
/// the line it choked on; and a slow reader with a small mailbox slows the others down, so that lines wait with who says them
/// instead of piling up. The clock is in our hands, so how slow this machine is doesn't matter.
final class ChatRoom {
    private ChatRoom() {}

    sealed interface ToRoom {
        record Join(ActorRef<Line> member) implements ToRoom {}

        record Say(String who, String what) implements ToRoom {}
    }

    record Line(String who, String what) {}

    static void run(Consumer<String> out) {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            system.onFailure(failure -> out.accept(failure.actor() + " failed: " + failure.cause().getMessage()));
            system.spawn("chat", Supervisor.oneForOne().intensity(3, Duration.ofSeconds(5))
                    .child(ChildSpec.of("room", Props.of(ToRoom.class, self -> {
                        List<ActorRef<Line>> members = new ArrayList<>();
                        while (true) switch (self.receive()) {
                            case ToRoom.Join(ActorRef<Line> member) -> {
                                if (!members.contains(member)) members.add(member);
                            }
                            case ToRoom.Say(String who, String what) -> {
                                // waits where a mailbox is full
                                for (ActorRef<Line> member : members) member.tell(new Line(who, what));
                            }
                        }
                    }).mailbox(Mailbox.bounded(2))))
                    .child(member("ada", Duration.ZERO, 100, out))
                    .child(member("snail", Duration.ofMillis(100), 2, out))
                    .props());
            system.run();
            speak(system, out, "ada", "hello", "how are you?", "PANIC", "is anybody there?");
            aSecond(system, clock);
            out.accept("-- now somebody talks a lot");
            speak(system, out, "ada", "1", "2", "3", "4", "5", "6", "7", "8");
            aSecond(system, clock);
        }
    }

    private static void aSecond(ActorSystem system, ManualClock clock) {
        for (int step = 0; step < 10; step++) {
            system.run(); // until only time is missing
            clock.advance(Duration.ofMillis(100));
        }
        system.run();
    }

    /// A member reads, and takes its time.
    private static ChildSpec member(String name, Duration time, int room, Consumer<String> out) {
        return ChildSpec.of(name, Props.of(Line.class, self -> {
            self.tell("chat/room", new ToRoom.Join(self.ref()));
            while (true) {
                Line line = self.receive();
                if (!time.isZero()) self.sleep(time);
                if (line.what().equals("PANIC") && name.equals("snail"))
                    throw new IllegalStateException("panic spreads");
                out.accept("  " + name + " reads: " + line.what());
            }
        }).mailbox(Mailbox.bounded(room)));
    }

    private static void speak(ActorSystem system, Consumer<String> out, String who, String... lines) {
        var _ = system.launch(self -> {
            for (String line : lines) {
                self.tell("chat/room", new ToRoom.Say(who, line));
                out.accept(who + " said: " + line);
            }
        });
    }
}
