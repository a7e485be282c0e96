package dev.troupe.internal.cell;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.Task;
import dev.troupe.TaskAction;
import dev.troupe.TaskBody;
import java.lang.invoke.MethodType;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.ThreadPool;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A body's context: receiving and waiting on top of what every actor can do.
final class BodyContext<M> extends Context<M> implements ActorContext<M> {
    private final BodyRole<M> role;
    private final Waiting waiting;

    BodyContext(Cell<M> cell, BodyRole<M> role) {
        super(cell);
        this.role = role;
        this.waiting = new Waiting(cell, role.strand());
    }

    /// The body has ended.
    void ended() {
        waiting.ended();
    }

    @Override
    public M receive() {
        check();
        Object kept = role.takeKept(null, null);
        return message(kept != null ? kept : role.receive(Wait.ANY));
    }

    @Override
    public Optional<M> receive(Duration limit) {
        check();
        long nanos = Durations.nanos("receive limit", limit);
        Object kept = role.takeKept(null, null);
        return optional(kept != null || nanos == 0 ? kept : receive(Wait.receive(Object.class), nanos));
    }

    @Override
    public <T extends M> T receive(Class<T> type) {
        check();
        checkType(type);
        Object kept = role.takeKept(type, null);
        return message(kept != null ? kept : role.receive(Wait.receive(type)));
    }

    @Override
    public <T extends M> Optional<T> receive(Class<T> type, Duration limit) {
        check();
        checkType(type);
        long nanos = Durations.nanos("receive limit", limit);
        Object kept = role.takeKept(type, null);
        return optional(kept != null || nanos == 0 ? kept : receive(Wait.receive(type), nanos));
    }

    @Override
    public M receive(Predicate<? super M> wanted) {
        check();
        Objects.requireNonNull(wanted, "predicate must not be null: wanted=null");
        Object kept = role.takeKept(null, wanted);
        return message(kept != null ? kept : role.receive(Wait.receive(wanted)));
    }

    private @Nullable Object receive(Wait wait, long nanos) {
        waiting.setTimer(wait, nanos);
        return role.receive(wait);
    }

    @Override
    public void sleep(Duration time) {
        check();
        waiting.sleep(time);
    }

    @Override
    public void yield() {
        check();
        waiting.yieldTurn();
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        check();
        return waiting.await(stage);
    }

    @Override
    public <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> failure) throws X {
        check();
        return waiting.await(stage, failure);
    }

    @Override
    public <T> T awaitFuture(Future<T> future) {
        check();
        return waiting.awaitFuture(future);
    }

    @Override
    public <M2, R> R ask(ActorRef<M2> target, Function<? super ActorRef<R>, ? extends M2> make, Duration limit) {
        check();
        return waiting.ask(target.name(), Cell.of(target, cell.home), make, limit);
    }

    @Override
    public <R> R ask(String name, Function<? super ActorRef<R>, ?> make, Duration limit) {
        check();
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        return waiting.ask(name, cell.home.registry.find(name), make, limit);
    }

    @Override
    public <T, X extends Throwable> T offload(ThreadPool pool, Callable<T> work, Class<X> failure) throws X {
        check();
        return waiting.offload(() -> pool.submit(work), failure);
    }

    @Override
    public <T> Task<T> submit(ThreadPool pool, Callable<T> work) {
        check();
        return waiting.submit(() -> pool.submit(work));
    }

    @Override
    public <T, X extends Throwable> T offload(ProcessPool pool, ProcessTask<T> task, Class<X> failure) throws X {
        check();
        return waiting.offload(() -> pool.submit(task), failure);
    }

    @Override
    public <T> Task<T> submit(ProcessPool pool, ProcessTask<T> task) {
        check();
        return waiting.submit(() -> pool.submit(task));
    }

    @Override
    public <T> T blocking(Callable<T> call) {
        check();
        return waiting.blocking(call);
    }

    @Override
    public <T> Task<T> start(TaskBody<T> body) {
        check();
        return TaskCell.start(cell.home, body);
    }

    @Override
    public Task<Void> launch(TaskAction action) {
        check();
        return TaskCell.launch(cell.home, action);
    }

    private static void checkType(Class<?> type) {
        Objects.requireNonNull(type, "class to receive must not be null: type=null");
        if (type.isPrimitive())
            throw new IllegalArgumentException("class to receive must not be primitive: type=" + type + ", use "
                    + MethodType.methodType(type).wrap().returnType().getSimpleName() + ".class");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // its class was tested when it was sent or selected
    private static <T> T message(@Nullable Object message) {
        if (message == null) throw new IllegalStateException("a receive without a limit came back without a message");
        return (T) message;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    private static <T> Optional<T> optional(@Nullable Object message) {
        return Optional.ofNullable((T) message);
    }
}
