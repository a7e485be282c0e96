package dev.troupe.supervision;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.ExitReason;
import dev.troupe.Failure;
import dev.troupe.LifecycleListener;
import dev.troupe.Props;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A system with a clock in the test's hands, and everything it reports collected.
///
/// Its children are *counters*: they count the messages "+" since they were started, and note what they are told to say.
final class Rig implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final ActorSystem system = ActorSystem.builder().clock(clock).build();
    final List<DeadLetter> deadLetters = Collections.synchronizedList(new ArrayList<>());
    final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
    private static final ExitReason NOT_ENDED = new ExitReason.Unreachable();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    Rig() {
        system.onDeadLetter(deadLetters::add);
        system.onFailure(failures::add);
    }

    /// What a counter is told to crash with.
    static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Boom(String text) {
            super(text);
        }
    }

    void settle() {
        system.run();
    }

    void seconds(int... each) {
        for (int seconds : each) {
            clock.advance(Duration.ofSeconds(seconds));
            settle();
        }
    }

    static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    void say(Object what) {
        said.add(String.valueOf(what));
    }

    /// All that was noted since the last call, in order.
    String said() {
        settle();
        synchronized (said) {
            String all = String.join(" ", said);
            said.clear();
            return all;
        }
    }

    /// A child that notes its starts ("a^") and its ends ("a$"), counts "+", says its count at "?" ("a2"), returns at "end",
    /// stops itself at "stop", and throws at anything else.
    Props<String> counter() {
        return Props.of(String.class, self -> {
            say(last(self.name()) + "^");
            try {
                count(self);
            } finally {
                say(last(self.name()) + "$");
            }
        });
    }

    private void count(ActorContext<String> self) {
        for (int count = 0;;) switch (self.receive()) {
            case "+" -> count++;
            case "?" -> say(last(self.name()) + count);
            case "end" -> {
                return;
            }
            case "stop" -> self.stop();
            case String other -> throw new Boom(other);
        }
    }

    static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    ChildSpec child(String id) {
        return ChildSpec.of(id, counter());
    }

    /// Spawns a supervisor "sup" and lets it start.
    ActorRef<SupervisorMessage> sup(Supervisor supervisor) {
        ActorRef<SupervisorMessage> sup = system.spawn("sup", supervisor.props());
        settle();
        return sup;
    }

    /// Tells the children of "sup" something, one after the other, and lets them do it.
    void tell(String children, String... messages) {
        for (String child : children.split(" ", -1))
            for (String message : messages) system.tell("sup/" + child, message);
        settle();
    }

    /// Asks all children of "sup" that live for their counts, one after the other.
    String counts(String children) {
        said();
        for (String child : children.split(" ", -1)) {
            if (!lives("sup/" + child)) continue;
            system.tell("sup/" + child, "?");
            settle();
        }
        return said();
    }

    ActorRef<String> ref(String name) {
        return system.find(name, String.class).orElseThrow();
    }

    boolean lives(String name) {
        return system.names().contains(name);
    }

    <M, R> R ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make) {
        CompletableFuture<R> answer = system.<M, R>ask(target, make, s(3600)).toCompletableFuture();
        settle();
        return answer.join();
    }

    /// Why an actor has ended.
    ExitReason reason(ActorRef<?> actor) {
        CompletableFuture<ExitReason> ended = system.whenEnded(actor).toCompletableFuture();
        settle();
        return ended.getNow(NOT_ENDED);
    }

    /// Notes who comes ("+name") and goes ("-name").
    void noteLives() {
        system.onLifecycle(new LifecycleListener() {
            @Override
            public void spawned(ActorRef<?> actor) {
                say("+" + last(actor.name()));
            }

            @Override
            public void stopped(ActorRef<?> actor) {
                say("-" + last(actor.name()));
            }
        });
    }

    @Override
    public void close() {
        system.close();
    }
}
