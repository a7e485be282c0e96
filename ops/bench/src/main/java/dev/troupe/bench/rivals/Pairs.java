package dev.troupe.bench.rivals;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// Ten thousand pairs, each of which sends a ball to and fro, all at once. An operation is one message.
@OperationsPerInvocation(Pairs.COUNT * Pairs.HOPS)
public class Pairs extends Contest {
    static final int COUNT = 10_000;
    /// Of each ball.
    static final int HOPS = 20;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        List<Round> serves = new ArrayList<>();
        for (int n = 0; n < COUNT; n++) serves.add(Player.pair(stage, HOPS, finish));
        return () -> {
            finish.expect(COUNT);
            for (Round serve : serves) serve.play();
            finish.await();
        };
    }
}
