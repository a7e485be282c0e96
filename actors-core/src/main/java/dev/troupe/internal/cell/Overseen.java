package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.internal.oversight.Child;
import dev.troupe.internal.oversight.ChildEvent;
import java.util.function.Function;

/// What joins a child to the supervisor that oversees it.
final class Overseen implements Child {
    private final Cell<?> supervisor;
    private final Cell<?> child;
    private final Function<? super ChildEvent, ?> event;
    final long place;

    Overseen(Cell<?> supervisor, Cell<?> child, long place, Function<? super ChildEvent, ?> event) {
        this.supervisor = supervisor;
        this.child = child;
        this.place = place;
        this.event = event;
    }

    /// Tells the supervisor, behind all that the child has sent.
    void tell(ChildEvent what) {
        supervisor.home.send(supervisor, new Notice(() -> event.apply(what)), false);
    }

    @Override
    public ActorRef<?> ref() {
        return child;
    }

    @Override
    public void halt() {
        child.home.send(child, Control.HALT, true);
    }

    @Override
    public void revive() {
        child.home.send(child, Control.REVIVE, false);
    }

    @Override
    public void end() {
        child.requestStop();
    }

    @Override
    public String toString() {
        return child.name();
    }
}
