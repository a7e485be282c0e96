package dev.troupe.bench.rivals;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// Four producers and one consumer, with at most 64 items between them. An operation is one item.
///
/// Where a send suspends, the consumer's mailbox has that bound. Elsewhere the consumer gives credits: each producer has 16
/// to begin with and gets eight when eight of its items have been taken, one small message for eight items.
@OperationsPerInvocation(Bounded.ITEMS)
public class Bounded extends Contest {
    static final int ITEMS = 100_000;
    private static final int PRODUCERS = 4;
    private static final int CAPACITY = 64;
    private static final int CREDITS = CAPACITY / PRODUCERS / 2;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        boolean suspends = stage.suspends();
        Consumer<R> consumer = new Consumer<>(finish, !suspends);
        R buffer = suspends ? stage.spawn(consumer, CAPACITY) : stage.spawn(consumer);
        List<R> producers = new ArrayList<>();
        for (int n = 0; n < PRODUCERS; n++) {
            int number = n;
            producers.add(stage.spawn(suspends ? (self, start) -> {
                Letter<R> item = new Letter<>(self.ref(), number);
                for (int sent = 0; sent < ITEMS / PRODUCERS; sent++) self.tell(buffer, item);
            } : new Frugal<>(buffer, number)));
        }
        return () -> {
            finish.expect(1);
            consumer.taken = 0;
            consumer.sum = 0;
            for (R producer : producers) stage.tell(producer, Letter.START);
            finish.await();
            Finish.check("sum", (long) ITEMS / PRODUCERS * (PRODUCERS * (PRODUCERS - 1) / 2), consumer.sum);
        };
    }

    private static final class Consumer<R> implements Part<R> {
        private final Finish finish;
        private final boolean gives;
        private final int[] from = new int[PRODUCERS];
        private int taken;
        private long sum;

        Consumer(Finish finish, boolean gives) {
            this.finish = finish;
            this.gives = gives;
        }

        @Override
        public void take(Self<R> self, Object message) {
            Letter<R> item = Letter.of(message);
            sum += item.value();
            if (gives && ++from[item.value()] % CREDITS == 0) self.tell(item.from(), Letter.BALL);
            if (++taken == ITEMS) finish.reached();
        }
    }

    /// Sends as long as it has credit.
    private static final class Frugal<R> implements Part<R> {
        private final R buffer;
        private final int number;
        private Letter<R> item;
        private int credit = 2 * CREDITS;
        private int left;

        Frugal(R buffer, int number) {
            this.buffer = buffer;
            this.number = number;
        }

        @Override
        public void take(Self<R> self, Object message) {
            if (message == Letter.START) {
                item = new Letter<>(self.ref(), number);
                left += ITEMS / PRODUCERS;
            } else {
                credit += CREDITS;
            }
            for (; credit > 0 && left > 0; credit--, left--) self.tell(buffer, item);
        }
    }
}
