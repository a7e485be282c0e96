package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.AskTimeoutException;
import dev.troupe.AwaitException;
import dev.troupe.DeadlockException;
import dev.troupe.Task;
import dev.troupe.internal.port.DependentFuture;
import dev.troupe.offload.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What every coroutine can wait for besides messages. Called by the body, after its context has checked the caller.
final class Waiting {
    private final Party party;
    private final Strand strand;
    /// What waits for work that this body has submitted and that has not ended; any thread takes out.
    private @Nullable Set<Task<?>> submitted;

    Waiting(Party party, Strand strand) {
        this.party = party;
        this.strand = strand;
    }

    void sleep(Duration time) {
        long nanos = Durations.nanos("sleep time", time);
        if (nanos == 0) {
            yieldTurn();
            return;
        }
        party.refuseToWait(false);
        Wait wait = Wait.sleep();
        setTimer(wait, nanos);
        strand.suspend(wait);
    }

    void yieldTurn() {
        party.refuseToWait(false);
        Wait wait = Wait.yield();
        party.lane.put(party, wait);
        strand.suspend(wait);
    }

    void setTimer(Wait wait, long nanos) {
        wait.timer = party.lane.putAt(party.home.clock.nanoTime() + nanos, party, wait);
    }

    <T> T await(CompletionStage<T> stage) {
        Ended<T> outcome = outcome(stage, "awaits", () -> {});
        return outcome.value(RuntimeException.class);
    }

    <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> failure) throws X {
        Objects.requireNonNull(failure, "class of failure must not be null: failure=null");
        Ended<T> outcome = outcome(stage, "awaits", () -> {});
        return outcome.value(failure);
    }

    <T> T awaitFuture(Future<T> future) {
        Objects.requireNonNull(future, "future must not be null: future=null");
        if (future instanceof CompletionStage<?>) {
            @SuppressWarnings("unchecked") // one object, one result
            CompletionStage<T> stage = (CompletionStage<T>) future;
            return await(stage);
        }
        return blocking(future::get);
    }

    /// Waits for work that a pool does. What comes of it when the body doesn't wait any more is a dead letter.
    <T, X extends Throwable> T offload(Supplier<Submission<T>> pool, Class<X> failure) throws X {
        Objects.requireNonNull(failure, "class of failure must not be null: failure=null");
        party.refuseToWait(false);
        Submission<T> work = handed(pool);
        Ended<T> outcome;
        try {
            outcome = outcome(work, "offloads", () -> {});
        } catch (Throwable unwound) { // also a refusal, when the pool has the work already
            party.home.reports.abandoned(party.name(), work);
            throw unwound;
        }
        return outcome.value(failure);
    }

    private <T> Submission<T> handed(Supplier<Submission<T>> pool) {
        Submission<T> work = pool.get();
        Party owner = party;
        work.whenLate(result -> owner.home.reports.lateResult(owner.name(), result));
        return work;
    }

    /// Waits until a pool has taken work.
    ///
    /// @return who waits for its result
    <T> Task<T> submit(Supplier<Submission<T>> pool) {
        party.refuseToWait(false);
        Submission<T> work = handed(pool);
        Task<T> task;
        try {
            outcome(work.accepted(), "waits for room in a pool", () -> {}).value(RuntimeException.class);
            task = TaskCell.start(party.home, self -> self.await(work));
        } catch (Throwable unwound) {
            party.home.reports.abandoned(party.name(), work);
            throw unwound;
        }
        Set<Task<?>> all = submitted;
        if (all == null) submitted = all = ConcurrentHashMap.newKeySet();
        Set<Task<?>> mine = all;
        mine.add(task);
        Party owner = party;
        task.whenComplete((value, thrown) -> {
            mine.remove(task);
            // if it was cancelled, perhaps before it began to wait, or when the result was there
            if (thrown != null) owner.home.reports.abandoned(owner.name(), work);
        });
        return task;
    }

    /// The body has ended: so does what it has submitted.
    void ended() {
        if (submitted != null) submitted.forEach(task -> task.cancel(true));
    }

    <T> T blocking(Callable<T> call) {
        Objects.requireNonNull(call, "call must not be null: call=null");
        party.refuseToWait(false);
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().name("troupe-blocking").inheritInheritableThreadLocals(false)
                .start(() -> run(call, result));
        return outcome(result, "waits for a blocking call", caller::interrupt).value(RuntimeException.class);
    }

    private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.call());
        } catch (Throwable t) {
            result.completeExceptionally(t);
        }
    }

    <R> R ask(String name, @Nullable Cell<?> target, Function<? super ActorRef<R>, ?> make, Duration limit) {
        Objects.requireNonNull(make, "what makes the message must not be null: make=null");
        long nanos = Durations.nanos("ask limit", limit);
        party.refuseToWait(false);
        if (target == party) throw new IllegalArgumentException("an actor must not ask itself: actor=" + name);
        Answer<R> answer = new Answer<>(party, target);
        Reply<R> reply = new Reply<>(party.home, party.name(), name, target, true,
                answer::complete);
        answer.reply = reply;
        Object question = reply.question(make);
        try {
            // only now: what makes the message may have waited itself, and others have begun to wait for this one
            party.refuseToWait(false);
            Circles.refuse(party, answer, "asks", target);
            setTimer(answer, nanos);
            if (!answer.register(() -> reply.ask(question))) strand.suspend(answer);
            else {
                strand.announce(null);
                answer.cancelTimer(party);
            }
        } catch (Throwable t) {
            answer.cancelTimer(party);
            strand.announce(null);
            reply.abandon(); // not for its limit
            reply.expire();
            R unheard = answer.value();
            if (unheard != null) reply.late(unheard);
            throw t;
        }
        if (!answer.done()) throw answer.expired();
        return new Ended<>(answer.value(), answer.failure()).value(RuntimeException.class);
    }

    /// A wait for the answer to a question.
    private static final class Answer<R> extends StageWait<R> {
        private @Nullable Reply<R> reply;
        private @Nullable AskTimeoutException timeout;

        Answer(Party asker, @Nullable Party target) {
            super(asker, "asks", target, () -> {});
        }

        void cancelTimer(Party asker) {
            if (timer != null) asker.lane.cancel(timer);
        }

        @Override
        void left() {
            if (reply != null) timeout = reply.expire();
        }

        AskTimeoutException expired() {
            AskTimeoutException expired = timeout;
            if (expired == null) throw new IllegalStateException("an ask has ended without an outcome");
            return expired;
        }
    }

    private <T> Ended<T> outcome(CompletionStage<T> stage, String what, Runnable whenLeft) {
        Objects.requireNonNull(stage, "stage must not be null: stage=null");
        party.refuseToWait(false);
        Party other = stage instanceof TaskFuture<T> task && !task.isDone() && task.party().home == party.home
                ? task.party()
                : null;
        StageWait<T> wait;
        if (other == null && stage instanceof DependentFuture<T> dependent && !dependent.isDone()) {
            wait = new DependentWait<>(party, what, dependent, whenLeft);
            refuseCircle(wait, what);
        } else {
            wait = new StageWait<>(party, what, other, whenLeft);
            Circles.refuse(party, wait, what, other);
        }
        if (!wait.register(stage)) strand.suspend(wait);
        else strand.announce(null);
        return new Ended<>(wait.value(), wait.failure());
    }

    private void refuseCircle(Wait wait, String what) {
        List<Party> others = wait.waitsForAll();
        try {
            Circles.refuse(party, wait, what, others);
        } catch (DeadlockException circle) {
            for (Party other : others) if (other instanceof TaskCell<?> task) task.refusedStage();
            throw circle;
        }
    }

    /// How a stage has ended.
    private record Ended<T>(@Nullable T value, @Nullable Throwable failure) {
        /// The value, or the failure raised: as it is if it is unchecked or what the caller handles, else wrapped.
        @SuppressWarnings("NullAway") // null if the stage gave null
        <X extends Throwable> T value(Class<X> handled) throws X {
            if (failure == null) return value;
            Throwable cause = failure;
            while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                    && cause.getCause() != null)
                cause = cause.getCause();
            if (handled.isInstance(cause)) throw handled.cast(cause);
            if (cause instanceof RuntimeException e) throw e;
            if (cause instanceof Error e) throw e;
            throw new AwaitException(cause);
        }
    }
}
