package dev.troupe;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The two kinds of actor, doing the same at each message.
enum Kind {
    BODY, HANDLER;

    /// What it does at a message.
    interface Reaction {
        void at(HandlerContext<Object> self, Object message) throws Exception;
    }

    Props<Object> props(Reaction reaction) {
        Actor<Object> body = self -> {
            while (true) reaction.at(self, self.receive());
        };
        return this == BODY ? Props.of(Object.class, body) : Props.of(Object.class, reaction::at);
    }

    /// What an actor is told to do by a message.
    interface Order {
        void run(HandlerContext<Object> self) throws Exception;
    }

    /// Names an order for the compiler.
    static Order to(Order order) {
        return order;
    }

    /// An actor that does what it is told, and notes all other messages.
    Props<Object> puppet(Stage stage) {
        return props((self, message) -> {
            if (message instanceof Order order) order.run(self);
            else stage.say(message);
        });
    }

    /// Each kind with each.
    static Stream<Arguments> pairs() {
        return Stream.of(values()).flatMap(one -> List.of(values()).stream().map(other -> Arguments.of(one, other)));
    }
}
