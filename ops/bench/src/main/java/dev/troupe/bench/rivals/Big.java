package dev.troupe.bench.rivals;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// Many to many: each of so many actors sends a ping to each other one, and each answers those it gets. An operation is one
/// message, ping or pong.
@OperationsPerInvocation(2 * Big.ACTORS * (Big.ACTORS - 1))
public class Big extends Contest {
    static final int ACTORS = 300;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        List<R> all = new ArrayList<>();
        for (int n = 0; n < ACTORS; n++) all.add(stage.spawn(new Member<>(finish, all, n)));
        return () -> {
            finish.expect(ACTORS);
            for (R one : all) stage.tell(one, Letter.START);
            finish.await();
        };
    }

    private static final class Member<R> implements Part<R> {
        private final Finish finish;
        private final List<R> all;
        private final int me;
        private int pongs;

        Member(Finish finish, List<R> all, int me) {
            this.finish = finish;
            this.all = all;
            this.me = me;
        }

        @Override
        public void take(Self<R> self, Object message) {
            if (message instanceof Letter<?>) {
                self.tell(Letter.<R>of(message).from(), Letter.BALL);
            } else if (message == Letter.BALL) {
                if (++pongs == ACTORS - 1) finish.reached();
            } else {
                pongs = 0;
                Letter<R> ping = new Letter<>(self.ref(), 0);
                for (int n = 0; n < ACTORS; n++) {
                    if (n != me) self.tell(all.get(n), ping);
                }
            }
        }
    }
}
