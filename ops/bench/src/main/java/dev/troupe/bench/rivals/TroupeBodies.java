package dev.troupe.bench.rivals;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import java.util.function.Function;

/// Troupe, each actor a body that receives in a loop, on `Scheduler.parallel`. Who asks, or sends to a full mailbox, is
/// suspended where it stands.
final class TroupeBodies implements Contender<ActorRef<Object>> {
    private final ActorSystem system;

    private TroupeBodies() {
        system = ActorSystem.builder().scheduler(Scheduler.parallel(THREADS)).build();
    }

    /// The engine is chosen at its first use in a JVM, so this is called before all else.
    static TroupeBodies on(String engine) {
        System.setProperty("troupe.coroutines", engine);
        return new TroupeBodies();
    }

    @Override
    public ActorRef<Object> spawn(Part<ActorRef<Object>> part) {
        return system.spawn(props(part));
    }

    @Override
    public ActorRef<Object> spawn(Part<ActorRef<Object>> part, int capacity) {
        return system.spawn(props(part).mailbox(Mailbox.bounded(capacity)));
    }

    @Override
    public boolean suspends() {
        return true;
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
        return Props.of(Object.class, self -> new Loop(self).run(part));
    }

    private static final class Loop implements Self<ActorRef<Object>> {
        private final ActorContext<Object> context;
        private Object answer;
        private boolean over;

        Loop(ActorContext<Object> context) {
            this.context = context;
        }

        void run(Part<ActorRef<Object>> part) throws Exception {
            while (!over) {
                part.take(this, context.receive());
                while (answer != null) {
                    Object next = answer;
                    answer = null;
                    part.take(this, next);
                }
            }
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
            over = true;
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
            answer = context.<Object, Object>ask(target, question, TroupeHandlers.LIMIT);
        }
    }
}
