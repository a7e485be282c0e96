package dev.troupe.threads;

import dev.troupe.Actor;
import dev.troupe.HandlerContext;
import dev.troupe.Props;

/// The two kinds of actor, doing the same at each message.
enum Kind {
    BODY, HANDLER;

    /// What it does at a message.
    interface Reaction<M> {
        void at(HandlerContext<M> self, M message) throws Exception;
    }

    /// What an actor is told to do by a message.
    interface Order {
        void run(HandlerContext<Order> self) throws Exception;
    }

    /// The one and the other in turn.
    static Kind alternately(int n) {
        return n % 2 == 0 ? BODY : HANDLER;
    }

    <M> Props<M> props(Class<M> type, Reaction<M> reaction) {
        Actor<M> body = self -> {
            while (true) reaction.at(self, self.receive());
        };
        return this == BODY ? Props.of(type, body) : Props.of(type, reaction::at);
    }

    /// An actor that does what it is told.
    Props<Order> puppet() {
        return props(Order.class, (self, order) -> order.run(self));
    }
}
