package dev.troupe.bench.rivals;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// One actor sends numbers to another that adds them up, without ever waiting for it. An operation is one number.
@OperationsPerInvocation(Counting.MESSAGES)
public class Counting extends Contest {
    static final int MESSAGES = 1_000_000;

    int producers() {
        return 1;
    }

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        Counter<R> counter = new Counter<>(finish);
        R target = stage.spawn(counter);
        List<R> producers = new ArrayList<>();
        for (int n = 0; n < producers(); n++) {
            producers.add(stage.spawn((self, start) -> {
                for (int sent = 0; sent < MESSAGES / producers(); sent++) self.tell(target, Letter.BALL);
            }));
        }
        return () -> {
            finish.expect(1);
            counter.sum = 0;
            for (R producer : producers) stage.tell(producer, Letter.START);
            finish.await();
        };
    }

    private static final class Counter<R> implements Part<R> {
        private final Finish finish;
        private long sum;

        Counter(Finish finish) {
            this.finish = finish;
        }

        @Override
        public void take(Self<R> self, Object number) {
            sum += (Integer) number;
            if (sum == MESSAGES) finish.reached();
        }
    }
}
