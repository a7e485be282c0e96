package dev.troupe.internal.cell;

import dev.troupe.AskException;
import dev.troupe.ActorRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The questions of one actor: those it has in hand and hasn't answered, and those of its own that it goes on beside.
final class Asking {
    private final Cell<?> cell;
    private final OpenQuestions inHand = new OpenQuestions();
    private final List<Outcome> own = new ArrayList<>(0);

    Asking(Cell<?> cell) {
        this.cell = cell;
    }

    void took(Reply<?> reply) {
        inHand.add(reply);
    }

    void forget(Reply<?> reply) {
        inHand.remove(reply);
    }

    /// Asks, and goes on. The outcome comes to the actor as a message that is made in a turn of its own. What is open when this
    /// life of the actor ends is given up.
    ///
    /// @param target the actor asked, or null if nobody has the name
    @SuppressWarnings("unchecked") // the reply is only given away as what the answer is
    <R> void ask(String name, @Nullable Cell<?> target, Function<? super ActorRef<R>, ?> make, Duration limit,
            BiFunction<? super @Nullable R, ? super @Nullable AskException, ?> outcome) {
        Objects.requireNonNull(make, "what makes the message must not be null: make=null");
        long nanos = Durations.nanos("ask limit", limit);
        Outcome mine = new Outcome(cell, (BiFunction<@Nullable Object, @Nullable AskException, ?>) outcome);
        Reply<Object> reply = new Reply<>(cell.home, cell.name(), name, target, false, mine);
        try {
            Object question = reply.question((Function<? super ActorRef<Object>, ?>) make);
            mine.begins(reply, nanos);
            add(mine);
            reply.ask(question);
        } catch (Throwable t) {
            close(mine);
            reply.abandon();
            throw t;
        }
    }

    /// A question is open no more: its outcome comes up, or nobody waits for it.
    ///
    /// @return false if this life has none such open
    boolean close(Outcome outcome) {
        if (!remove(outcome)) return false;
        outcome.ends();
        return true;
    }

    private void add(Outcome mine) {
        mine.place = own.size();
        own.add(mine);
    }

    private boolean remove(Outcome mine) {
        if (mine.place < 0) return false;
        Outcome last = own.removeLast();
        if (last != mine) {
            own.set(mine.place, last);
            last.place = mine.place;
        }
        mine.place = -1;
        return true;
    }

    /// This life of the actor is over.
    ///
    /// @param failure what it crashed with, or null
    /// @param kept of a question that the next life gets again
    void end(@Nullable Throwable failure, @Nullable Reply<?> kept) {
        if (kept != null) inHand.remove(kept);
        inHand.drain(reply -> {
            if (failure == null) reply.stopped();
            else reply.crashed(failure);
        });
        // an answer that is on its way already is not for the next life
        while (!own.isEmpty()) close(own.getLast());
    }
}
