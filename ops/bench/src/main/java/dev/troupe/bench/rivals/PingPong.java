package dev.troupe.bench.rivals;

import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// One pair sends a ball to and fro. An operation is one message.
@OperationsPerInvocation(PingPong.HOPS)
public class PingPong extends Contest {
    static final int HOPS = 100_000;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        Round serve = Player.pair(stage, HOPS, finish);
        return () -> {
            finish.expect(1);
            serve.play();
            finish.await();
        };
    }
}
