package dev.troupe.bench.rivals;

import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/// Skynet: an actor creates ten, each of which creates ten, down to so many leaves; each leaf sends its number to its parent
/// and ends, each parent the sum of its children's. An operation is one actor. Few iterations: with a million leaves, each takes
/// seconds.
@OperationsPerInvocation(1_111_111)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class Skynet extends Contest {
    private static final int CHILDREN = 10;

    /// A power of ten. With another, say how many actors that makes: `-p leaves=10000 -opi 11111`.
    @Param("1000000")
    public int leaves;

    /// How many actors there are for so many leaves.
    static int actors(int leaves) {
        return (leaves * CHILDREN - 1) / (CHILDREN - 1);
    }

    @Override
    <R> Round prepare(Contender<R> stage) {
        Finish finish = new Finish();
        long expected = (long) leaves * (leaves - 1) / 2;
        return () -> {
            finish.expect(1);
            Part<R> sink = (self, sum) -> {
                self.stop();
                Finish.check("sum", expected, (Long) sum);
                finish.reached();
            };
            stage.tell(stage.spawn(new Node<>(stage.spawn(sink), 0, leaves)), Letter.START);
            finish.await();
        };
    }

    private static final class Node<R> implements Part<R> {
        private final R parent;
        private final long first;
        private final int size;
        private int left = CHILDREN;
        private long sum;

        Node(R parent, long first, int size) {
            this.parent = parent;
            this.first = first;
            this.size = size;
        }

        @Override
        public void take(Self<R> self, Object message) {
            if (message instanceof Long one) {
                sum += one;
                if (--left == 0) end(self, sum);
            } else if (size == 1) {
                end(self, first);
            } else {
                int share = size / CHILDREN;
                for (int n = 0; n < CHILDREN; n++) {
                    Part<R> child = new Node<>(self.ref(), first + (long) n * share, share);
                    self.tell(self.spawn(child), Letter.START);
                }
            }
        }

        private void end(Self<R> self, long result) {
            self.tell(parent, result);
            self.stop();
        }
    }
}
