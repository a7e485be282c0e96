package dev.troupe.bench.rivals;

import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// One actor creates many and sends each one message, at which it ends. An operation is one actor.
@OperationsPerInvocation(ForkJoin.ACTORS)
public class ForkJoin extends Contest {
    static final int ACTORS = 10_000;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        R parent = stage.spawn((self, start) -> {
            for (int n = 0; n < ACTORS; n++) {
                R child = self.spawn((it, message) -> {
                    finish.reached();
                    it.stop();
                });
                self.tell(child, Letter.BALL);
            }
        });
        return () -> {
            finish.expect(ACTORS);
            stage.tell(parent, Letter.START);
            finish.await();
        };
    }
}
