package dev.troupe.bench.rivals;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Akka typed, of the last version under the Apache licence. Its settings are in [#SETTINGS]; the README says why. What it does is what [OnPekko] does.
final class OnAkka implements Contender<ActorRef<Object>> {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SETTINGS = """
            akka.actor.default-dispatcher {
              executor = "fork-join-executor"
              fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }
              throughput = 100
            }
            akka.loglevel = WARNING
            """.formatted(THREADS);

    private record Spawn(Part<ActorRef<Object>> part, CompletableFuture<ActorRef<Object>> made) {}

    private final ActorSystem<Spawn> system = ActorSystem.create(Behaviors.receive((context, spawn) -> {
        spawn.made.complete(context.spawnAnonymous(new Playing(spawn.part)));
        return Behaviors.same();
    }), "rivals", ConfigFactory.load(ConfigFactory.parseString(SETTINGS)));

    @Override
    public ActorRef<Object> spawn(Part<ActorRef<Object>> part) {
        Spawn spawn = new Spawn(part, new CompletableFuture<>());
        system.tell(spawn);
        return spawn.made.join();
    }

    @Override
    public void tell(ActorRef<Object> to, Object message) {
        to.tell(message);
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private static final class Playing extends ExtensibleBehavior<Object> implements Self<ActorRef<Object>> {
        private final Part<ActorRef<Object>> part;
        private ActorContext<Object> context;
        private boolean over;

        Playing(Part<ActorRef<Object>> part) {
            this.part = part;
        }

        @Override
        public Behavior<Object> receive(TypedActorContext<Object> typed, Object message) throws Exception {
            context = typed.asJava();
            part.take(this, message);
            return over ? Behaviors.stopped() : Behaviors.same();
        }

        @Override
        public Behavior<Object> receiveSignal(TypedActorContext<Object> typed, Signal signal) {
            return Behaviors.unhandled();
        }

        @Override
        public ActorRef<Object> ref() {
            return context.getSelf();
        }

        @Override
        public void tell(ActorRef<Object> to, Object message) {
            to.tell(message);
        }

        @Override
        public ActorRef<Object> spawn(Part<ActorRef<Object>> child) {
            return context.spawnAnonymous(new Playing(child));
        }

        @Override
        public void stop() {
            over = true;
        }

        @Override
        public void dismiss(ActorRef<Object> child) {
            context.stop(child);
        }

        @Override
        public void watch(ActorRef<Object> child, Object message) {
            context.watchWith(child, message);
        }

        @Override
        public void ask(ActorRef<Object> target, Function<ActorRef<Object>, Object> question) {
            context.ask(Object.class, target, LIMIT, question::apply,
                    (answer, failure) -> answer != null ? answer : failure);
        }
    }
}
