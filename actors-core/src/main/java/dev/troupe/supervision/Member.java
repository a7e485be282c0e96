package dev.troupe.supervision;

import dev.troupe.ActorRef;
import dev.troupe.Props;
import dev.troupe.internal.oversight.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One child of a pool.
final class Member<M> {
    enum Phase {
        /// In its first turn; who asked for it waits for the answer.
        STARTING,
        /// In the first turn of a later life.
        RESTARTING,
        /// Runs.
        RUNNING,
        /// Will be started when its back-off is over; halted, or gone and to be spawned anew.
        WAITING,
        /// Is being ended.
        ENDING
    }

    /// Whose life it belongs to. What was on its way when a pool began anew tells of children it has no more.
    final Pooling<?, M> pool;
    final Props<M> props;
    final ActorRef<PoolAnswer.ToStart<M>> starter;
    final List<ActorRef<PoolAnswer.ToTerminate>> enders = new ArrayList<>(0);
    Phase phase = Phase.STARTING;
    /// Null when somebody has stopped or killed it.
    @Nullable Child child;
    /// The failure of its start, to be answered when it has ended.
    @Nullable Throwable failure;
    @Nullable PoolDue<?, M> due;
    /// Its restarts in a row, with no life as long as the period in between, if back-off asks for their number.
    int row;
    long startedNanos;
    private @Nullable ActorRef<M> ref;

    Member(Pooling<?, M> pool, Props<M> props, ActorRef<PoolAnswer.ToStart<M>> starter) {
        this.pool = pool;
        this.props = props;
        this.starter = starter;
    }

    /// Where to send messages to its present incarnation, or to its last.
    ActorRef<M> ref() {
        return Objects.requireNonNull(ref, "a member must have been spawned: ref=null");
    }

    /// It has been spawned.
    @SuppressWarnings("unchecked") // of props of that class
    void ref(ActorRef<?> spawned) {
        ref = (ActorRef<M>) spawned;
    }
}
