package dev.troupe.tools;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.AskException;
import dev.troupe.BackOff;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.supervision.ChildSpec;
import dev.troupe.supervision.Supervisor;
import java.time.Duration;

/// A till that crashes now and then, and starts anew after a pause that grows; customers who ask it; an auditor who waits long for
/// a bookkeeper; and letters to somebody who has moved away.
final class Shop {
    private static final int CUSTOMERS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BOOKS = Duration.ofSeconds(2);
    private static final Duration POST = Duration.ofSeconds(3);

    private Shop() {}

    record Order(int price, ActorRef<Integer> replyTo) {}

    record Books(ActorRef<String> replyTo) {}

    static void start(ActorSystem system) {
        var till = Props.of(Order.class, self -> {
            while (true) {
                Order order = self.receive();
                if (self.random().nextInt(40) == 0)
                    throw new IllegalStateException("till must have change: price=" + order.price());
                order.replyTo().tell(order.price());
            }
        }).restart(RestartPolicy.unlimited()
                .backOff(BackOff.exponential(Duration.ofMillis(200), Duration.ofSeconds(3)).jitter(0.2)));
        var bookkeeper = Props.of(Books.class, self -> {
            while (true) {
                Books books = self.receive();
                self.sleep(BOOKS);
                books.replyTo().tell("in order");
            }
        });
        system.spawn("shop", Supervisor.oneForOne()
                .child(ChildSpec.of("till", till))
                .child(ChildSpec.of("bookkeeper", bookkeeper))
                .props());
        for (int n = 1; n <= CUSTOMERS; n++) customer(system, n);
        system.spawn("auditor", ExitReason.class, self -> {
            self.sleep(LIMIT); // until the shop is open
            system.find("shop/bookkeeper", Books.class).ifPresent(keeper -> self.watch(keeper, reason -> reason));
            while (true) {
                self.<String>ask("shop/bookkeeper", replyTo -> new Books(replyTo), PATIENCE);
                self.sleep(LIMIT);
            }
        });
        system.spawn("postman", Object.class, self -> {
            while (true) {
                self.sleep(POST);
                self.tell("moved-away", "a letter");
            }
        });
    }

    private static void customer(ActorSystem system, int number) {
        system.spawn("customer-" + number, Object.class, self -> {
            while (true) {
                self.sleep(BETWEEN);
                int price = 1 + self.random().nextInt(100);
                try {
                    self.<Integer>ask("shop/till", replyTo -> new Order(price, replyTo), LIMIT);
                } catch (AskException e) {
                    self.log().debug("no sale", e);
                }
            }
        });
    }
}
