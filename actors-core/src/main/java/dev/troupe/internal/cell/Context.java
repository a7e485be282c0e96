package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.Handler;
import dev.troupe.HandlerContext;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.internal.registry.Names;
import dev.troupe.internal.log.Log;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// An actor as its own code sees it. Every method first checks that it is the actor's turn and the caller runs it.
class Context<M> implements HandlerContext<M> {
    final Cell<M> cell;
    private @Nullable String lastName;
    private @Nullable Cell<?> lastNamed;

    Context(Cell<M> cell) {
        this.cell = cell;
    }

    final void check() {
        Home home = cell.home;
        if (home.current != cell || !home.scheduler.held()) throw cell.foreign();
    }

    @Override
    public SendResult tell(String name, Object message) {
        check();
        Cell<?> to = named(name);
        return to == null ? nobody(name, message, true) : to.send(message, true);
    }

    @Override
    public SendResult offer(String name, Object message) {
        check();
        Cell<?> to = named(name);
        return to == null ? nobody(name, message, false) : to.send(message, false);
    }

    /// The last name is remembered, by identity: names are constants mostly, and a look-up costs more than the rest of a
    /// send.
    @SuppressWarnings({"StringEquality", "ReferenceEquality"})
    private @Nullable Cell<?> named(String name) {
        Cell<?> last = lastNamed;
        if (name == lastName && last != null && !last.stops()) return last;
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        Cell<?> found = cell.home.registry.find(name);
        lastName = name;
        lastNamed = found;
        return found;
    }

    private SendResult nobody(String name, Object message, boolean deadLetter) {
        Objects.requireNonNull(message, "message must not be null: message=null, actor=" + name);
        if (deadLetter) cell.home.reports.deadLetter(name, message, DeadLetter.Reason.NO_SUCH_ACTOR);
        return SendResult.STOPPED;
    }

    @Override
    public <T> ActorRef<T> spawn(String name, Props<T> props) {
        check();
        return Cell.spawn(cell.home, cell, Names.check(name), props);
    }

    @Override
    public <T> ActorRef<T> spawn(Props<T> props) {
        check();
        return Cell.spawn(cell.home, cell, null, props);
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
    public void stop() {
        check();
        if (cell.role() instanceof BodyRole<M> body && body.suspended()) cell.requestStop();
        else cell.stopSelf();
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
        return Optional.ofNullable(cell.parent());
    }

    @Override
    public List<ActorRef<?>> children() {
        check();
        return List.copyOf(cell.children());
    }

    @Override
    public InstantSource clock() {
        check();
        return cell.home.clock;
    }

    @Override
    public RandomGenerator random() {
        check();
        return cell.home.random;
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
