package dev.troupe.bench.rivals;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Handler;
import dev.troupe.HandlerContext;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import java.time.Duration;
import java.util.function.Function;

/// Troupe, each actor a handler, on `Scheduler.parallel`.
final class TroupeHandlers implements Contender<ActorRef<Object>> {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final ActorSystem system;

    TroupeHandlers(int workers) {
        system = ActorSystem.builder().scheduler(Scheduler.parallel(workers)).build();
    }

    @Override
    public ActorRef<Object> spawn(Part<ActorRef<Object>> part) {
        return system.spawn(props(part));
    }

    @Override
    public void tell(ActorRef<Object> to, Object message) {
        to.tell(message);
    }

    @Override
    public void close() {
        system.close();
    }

    private static Props<Object> props(Part<ActorRef<Object>> part) {
        return Props.of(Object.class, new Handling(part));
    }

    private static final class Handling implements Handler<Object>, Self<ActorRef<Object>> {
        private final Part<ActorRef<Object>> part;
        private HandlerContext<Object> context;

        Handling(Part<ActorRef<Object>> part) {
            this.part = part;
        }

        @Override
        public void handle(HandlerContext<Object> self, Object message) throws Exception {
            context = self;
            part.take(this, message);
        }

        @Override
        public ActorRef<Object> ref() {
            return context.ref();
        }

        @Override
        public void tell(ActorRef<Object> to, Object message) {
            to.tell(message);
        }

        @Override
        public ActorRef<Object> spawn(Part<ActorRef<Object>> child) {
            return context.spawn(props(child));
        }

        @Override
        public void stop() {
            context.stop();
        }

        @Override
        public void dismiss(ActorRef<Object> child) {
            context.system().stop(child);
        }

        @Override
        public void watch(ActorRef<Object> child, Object message) {
            context.watch(child, message);
        }

        @Override
        public void ask(ActorRef<Object> target, Function<ActorRef<Object>, Object> question) {
            context.<Object, Object>ask(target, question, LIMIT, (answer, failure) -> {
                if (failure != null) throw failure;
                return answer;
            });
        }
    }
}
