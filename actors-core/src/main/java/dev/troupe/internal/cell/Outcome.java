package dev.troupe.internal.cell;

import dev.troupe.AskException;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Timer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A question that a handler goes on beside, and its outcome on the way back: made into a message in the handler's own turn.
///
/// Whoever has claimed the reply, and only that one, writes the outcome and then sends this to the asker. All else is the
/// holder's of the asker's lane: the question stands in the asker's list until its outcome has come.
final class Outcome extends Signal implements Reply.Asker<Object> {
    private final Cell<?> asker;
    private final BiFunction<@Nullable Object, @Nullable AskException, ?> make;
    private @Nullable Reply<Object> reply;
    private @Nullable Timer<Chain> timer;
    private @Nullable Object answer;
    private @Nullable AskException failure;

    /// In the asker's list; less than zero if it isn't there.
    int place = -1;

    Outcome(Cell<?> asker, BiFunction<@Nullable Object, @Nullable AskException, ?> make) {
        this.asker = asker;
        this.make = make;
    }

    /// The limit begins.
    void begins(Reply<Object> asked, long nanos) {
        reply = asked;
        timer = asker.lane.putAt(asked.askedNanos + nanos, asker, new Limit(this));
    }

    @Override
    public boolean tell(@Nullable Object told, @Nullable AskException failed) {
        answer = told;
        failure = failed;
        asker.home.send(asker, this, false);
        return true;
    }

    /// The limit is over.
    ///
    /// @return false if an outcome is on its way
    boolean expires() {
        AskException expired = reply == null ? null : reply.expireUnlessOver();
        if (expired == null) return false;
        failure = expired;
        return true;
    }

    /// It has come, or nobody waits for it any more.
    void ends() {
        if (timer != null) asker.lane.cancel(timer);
        if (reply != null) reply.abandon();
    }

    /// The answer, if that is how it has ended.
    @Nullable Object answer() {
        return answer;
    }

    /// The message that the asker gets, made by the asker's own code.
    @Nullable Object message() {
        return make.apply(answer, failure);
    }

    /// The limit of a question is over.
    static final class Limit extends Signal {
        final Outcome of;

        Limit(Outcome of) {
            this.of = of;
        }
    }
}
