package dev.troupe.internal.cell;

import dev.troupe.AskException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The questions of one actor: those it has in hand and hasn't answered, and those of its own that it goes on beside.
final class Asking {
    private final Cell<?> cell;
    private final OpenQuestions inHand = new OpenQuestions();
    private Set<Outcome> own = Set.of();

    Asking(Cell<?> cell) {
        this.cell = cell;
    }

    void took(Reply<?> reply) {
        inHand.add(reply);
    }

    void forget(Reply<?> reply) {
        inHand.remove(reply);
    }

    /// The outcome of a question comes to the actor as a message that is made in a turn of its own. What is open when this
    /// life of the actor ends is given up.
    <R> void asks(CompletableFuture<R> answer,
            BiFunction<? super @Nullable R, ? super @Nullable AskException, ?> outcome) {
        Outcome mine = new Outcome(answer, () -> answer.state() == Future.State.SUCCESS
                ? outcome.apply(answer.resultNow(), null)
                : outcome.apply(null, (AskException) answer.exceptionNow()));
        if (own.isEmpty()) own = new HashSet<>();
        own.add(mine);
        var _ = answer.whenComplete((value, failure) -> cell.home.send(cell, mine, false));
    }

    /// An outcome comes up.
    ///
    /// @return false if this life didn't ask for it
    boolean came(Outcome outcome) {
        return !own.isEmpty() && own.remove(outcome);
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
        for (Outcome open : List.copyOf(own)) open.answer.cancel(false);
        own = Set.of(); // an answer that is on its way already is not for the next life
    }
}
