package dev.troupe.bench.rivals;

import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// One actor creates another, sends it a message, stops it when it has answered, and creates the next when it is told that
/// the one before has ended. The answer is there so that what is stopped has surely run. An operation is one actor.
@OperationsPerInvocation(CreateStop.ACTORS)
public class CreateStop extends Contest {
    static final int ACTORS = 5_000;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        R parent = stage.spawn(new Parent<>(finish));
        return () -> {
            finish.expect(1);
            stage.tell(parent, Letter.START);
            finish.await();
        };
    }

    private static final class Parent<R> implements Part<R> {
        private static final String ENDED = "ended";

        private final Finish finish;
        private R child;
        private int left;

        Parent(Finish finish) {
            this.finish = finish;
        }

        @Override
        public void take(Self<R> self, Object message) {
            if (message == Letter.BALL) {
                self.watch(child, ENDED);
                self.dismiss(child);
            } else if (message == ENDED && --left == 0) {
                finish.reached();
            } else {
                if (message == Letter.START) left = ACTORS;
                R me = self.ref();
                child = self.spawn((it, ball) -> it.tell(me, ball));
                self.tell(child, Letter.BALL);
            }
        }
    }
}
