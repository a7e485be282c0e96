package dev.troupe.bench.rivals;

import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// The thread ring: 503 actors hand one token round. An operation is one hand-over.
@OperationsPerInvocation(Ring.SIZE * Ring.LAPS)
public class Ring extends Contest {
    static final int SIZE = 503;
    static final int LAPS = 100;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        Link<R> first = new Link<>(finish, LAPS);
        R start = stage.spawn(first);
        Link<R> last = new Link<>(finish, Integer.MAX_VALUE);
        last.next = start;
        R next = stage.spawn(last);
        for (int n = 2; n < SIZE; n++) {
            Link<R> link = new Link<>(finish, Integer.MAX_VALUE);
            link.next = next;
            next = stage.spawn(link);
        }
        first.next = next;
        R second = next;
        return () -> {
            finish.expect(1);
            first.laps = 0;
            last.laps = 0;
            stage.tell(second, Letter.BALL);
            finish.await();
            Finish.check("number of laps", LAPS, last.laps);
        };
    }

    private static final class Link<R> implements Part<R> {
        private final Finish finish;
        private final int until;
        private R next;
        private int laps;

        Link(Finish finish, int until) {
            this.finish = finish;
            this.until = until;
        }

        @Override
        public void take(Self<R> self, Object token) {
            if (++laps == until) finish.reached();
            else self.tell(next, token);
        }
    }
}
