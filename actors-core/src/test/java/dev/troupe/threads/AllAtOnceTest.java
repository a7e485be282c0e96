package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.threads.Kind.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Handlers that block until as many of them run as there are workers: each worker that finds something passes on that there
/// is more, and somebody watches over what the last of them has woken.
@Tag("threads")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllAtOnceTest {
    private static final int ROUNDS = 50;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void toldFromOneTurn(int workers) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<Order> first = ensemble.puppet("first", Kind.HANDLER);
            List<ActorRef<Order>> others = new ArrayList<>();
            for (int n = 1; n < workers; n++) others.add(ensemble.puppet("p" + n, Kind.HANDLER));
            for (int round = 0; round < ROUNDS; round++) {
                CountDownLatch all = new CountDownLatch(workers);
                Order meets = _ -> {
                    all.countDown();
                    comes(all);
                };
                first.tell(_ -> {
                    for (ActorRef<Order> other : others) other.tell(meets);
                    all.countDown();
                    comes(all);
                });
                comes(all);
                ensemble.settle();
            }
            assertThat(ensemble.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void toldFromOutside(int workers) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> puppets = new ArrayList<>();
            for (int n = 0; n < workers; n++) puppets.add(ensemble.puppet("p" + n, Kind.HANDLER));
            for (int round = 0; round < ROUNDS; round++) {
                CountDownLatch all = new CountDownLatch(workers);
                for (ActorRef<Order> puppet : puppets) puppet.tell(_ -> {
                    all.countDown();
                    comes(all);
                });
                comes(all);
                ensemble.settle();
            }
            assertThat(ensemble.failures).isEmpty();
        }
    }
}
