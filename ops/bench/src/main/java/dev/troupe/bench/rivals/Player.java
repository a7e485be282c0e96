package dev.troupe.bench.rivals;

/// One of two that send a ball to and fro.
///
/// @param <R> how the contender refers to an actor
final class Player<R> implements Part<R> {
    private final Finish finish;
    private final int last;
    private R other;
    private int caught;

    private Player(Finish finish, int last) {
        this.finish = finish;
        this.last = last;
    }

    /// Brings in a pair. Playing a round checks the one before and serves: it doesn't wait for the finish, which the pair
    /// reaches once, after so many hops.
    static <R> Round pair(Contender<R> stage, int hops, Finish finish) throws Exception {
        Player<R> ping = new Player<>(finish, Integer.MAX_VALUE);
        Player<R> pong = new Player<>(finish, hops / 2);
        R first = stage.spawn(ping);
        pong.other = first;
        ping.other = stage.spawn(pong);
        return () -> {
            Finish.check("number of hops", ping.caught, pong.caught);
            ping.caught = 0;
            pong.caught = 0;
            stage.tell(first, Letter.BALL);
        };
    }

    @Override
    public void take(Self<R> self, Object ball) {
        if (++caught == last) finish.reached();
        else self.tell(other, ball);
    }
}
