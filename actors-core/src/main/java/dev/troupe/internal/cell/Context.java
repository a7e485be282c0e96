package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.AskException;
import dev.troupe.ExitReason;
import dev.troupe.Handler;
import dev.troupe.HandlerContext;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.Timers;
import dev.troupe.internal.registry.Names;
import dev.troupe.internal.oversight.Child;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.Overseer;
import dev.troupe.internal.log.Log;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// An actor as its own code sees it. Every method first checks that it is the actor's turn and the caller runs it.
class Context<M> implements HandlerContext<M>, Overseer<M> {
    final Cell<M> cell;
    private final Addressing addressing;

    Context(Cell<M> cell) {
        this.cell = cell;
        this.addressing = new Addressing(cell.home);
    }

    final void check() {
        cell.check();
    }

    @Override
    public SendResult tell(String name, Object message) {
        check();
        return addressing.send(name, message, true);
    }

    @Override
    public SendResult offer(String name, Object message) {
        check();
        return addressing.send(name, message, false);
    }

    @Override
    public <T> ActorRef<T> spawn(String name, Props<T> props) {
        check();
        return Spawning.spawn(cell.home, cell, Names.check(name), props);
    }

    @Override
    public <T> ActorRef<T> spawn(Props<T> props) {
        check();
        return Spawning.spawn(cell.home, cell, null, props);
    }

    @Override
    public Child oversee(@Nullable String name, Props<?> props, long place,
            Function<? super ChildEvent, ? extends M> event) {
        check();
        String last = name == null ? null : Names.check(name);
        return Spawning.oversee(cell.home, cell, last, props, place, event);
    }

    @Override
    public long nanoTime() {
        check();
        return cell.home.clock.nanoTime();
    }

    @Override
    public void become(Handler<M> next) {
        check();
        Objects.requireNonNull(next, "handler must not be null: handler=null");
        switch (cell.role()) {
            case HandlerRole<M> handling -> handling.become(next);
            case BodyRole<M> body -> body.become(next);
            default -> throw cell.foreign();
        }
    }

    @Override
    public void watch(ActorRef<?> actor, Function<? super ExitReason, ? extends M> message) {
        check();
        Objects.requireNonNull(message, "what makes the message must not be null: message=null");
        cell.ties().watch(other(actor, "watch"), message);
    }

    @Override
    public void unwatch(ActorRef<?> actor) {
        check();
        cell.ties().unwatch(Cell.of(actor, cell.home));
    }

    @Override
    public void link(ActorRef<?> actor) {
        check();
        cell.ties().link(other(actor, "link"));
    }

    @Override
    public void unlink(ActorRef<?> actor) {
        check();
        cell.ties().unlink(Cell.of(actor, cell.home));
    }

    @Override
    public void trapExits(BiFunction<? super String, ? super ExitReason, ? extends M> message) {
        check();
        cell.ties().trap(Objects.requireNonNull(message, "what makes the message must not be null: message=null"));
    }

    private Cell<?> other(ActorRef<?> actor, String what) {
        Cell<?> other = Cell.of(actor, cell.home);
        if (other == cell)
            throw new IllegalArgumentException("an actor must not " + what + " itself: actor=" + cell.name());
        return other;
    }

    @Override
    public Timers<M> timers() {
        check();
        return cell.ticks();
    }

    @Override
    public void stash(M message) {
        check();
        cell.checkClass(message);
        handling("stash").stash(message);
    }

    @Override
    public void unstash() {
        check();
        handling("unstash").unstash();
    }

    private HandlerRole<M> handling(String what) {
        if (cell.role() instanceof HandlerRole<M> handling) return handling;
        throw new IllegalStateException(
                "only a handler can " + what + ", a body receives what it wants: actor=" + cell.name());
    }

    @Override
    public <T, R> void ask(ActorRef<T> target, Function<? super ActorRef<R>, ? extends T> make, Duration limit,
            BiFunction<? super @Nullable R, ? super @Nullable AskException, ? extends M> outcome) {
        check();
        Objects.requireNonNull(outcome, "what makes the outcome's message must not be null: outcome=null");
        Cell<?> to = Cell.of(target, cell.home);
        if (to == cell) throw new IllegalArgumentException("an actor must not ask itself: actor=" + cell.name());
        cell.asking().<R>ask(target.name(), to, make, limit, outcome);
    }

    @Override
    public void stop() {
        check();
        if (cell.role() instanceof BodyRole<M> body && body.suspended()) cell.requestStop();
        else cell.life.stopSelf();
    }

    @Override
    public String name() {
        check();
        return cell.name();
    }

    @Override
    public ActorRef<M> ref() {
        check();
        return cell;
    }

    @Override
    public Optional<ActorRef<?>> parent() {
        check();
        return Optional.ofNullable(cell.life.parent);
    }

    @Override
    public List<ActorRef<?>> children() {
        check();
        return List.copyOf(cell.life.children());
    }

    @Override
    public InstantSource clock() {
        check();
        return cell.home.clock;
    }

    @Override
    public RandomGenerator random() {
        check();
        return cell.home.random(cell);
    }

    @Override
    public Logger log() {
        check();
        return Log.logger("dev.troupe.actor." + cell.name().replace('/', '.'));
    }

    @Override
    public ActorSystem system() {
        check();
        return cell.home.system;
    }
}
