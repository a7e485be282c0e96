package dev.troupe.supervision;

import dev.troupe.Actor;
import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.internal.oversight.Child;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.Overseer;
import dev.troupe.supervision.Member.Phase;
import dev.troupe.internal.oversight.RestartWindow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A pool's life, from its start to its end.
///
/// Since its children have nothing to do with one another, it waits for none of them: each is a small state machine
/// ([Member.Phase]) that the kernel's news drive, and any number is started or ended side by side.
final class Pooling<A, M> {
    private final Pool<A, M> plan;
    private final ActorContext<PoolMessage<A, M>> self;
    private final Overseer<PoolMessage<A, M>> overseer;
    /// By the reference of the child's present incarnation, or of its last.
    private final Map<ActorRef<?>, Member<M>> members = new LinkedHashMap<>();
    private final RestartWindow restarts;
    private int running;
    private boolean warned;

    @SuppressWarnings("unchecked") // the kernel's contexts are overseers of the actor's own messages
    private Pooling(Pool<A, M> plan, ActorContext<PoolMessage<A, M>> self) {
        this.plan = plan;
        this.self = self;
        this.overseer = (Overseer<PoolMessage<A, M>>) self;
        this.restarts = plan.intensity().window();
    }

    /// The body of a pool.
    static <A, M> Actor<PoolMessage<A, M>> body(Pool<A, M> plan) {
        return self -> new Pooling<>(plan, self).run();
    }

    private void run() {
        while (true) switch (self.receive()) {
            case PoolNews<A, M>(Member<M> member, ChildEvent event) -> note(member, event);
            case PoolDue<A, M> due -> {
                if (due.member.due == due && due.member.pool == this) start(due.member);
            }
            case PoolMessage.Start<A, M>(A argument, var replyTo) -> start(argument, replyTo);
            case PoolMessage.Terminate<A, M>(ActorRef<M> child, var replyTo) -> terminate(child, replyTo);
            case PoolMessage.Children<A, M>(var replyTo) -> replyTo.tell(children());
            case PoolMessage.Count<A, M>(var replyTo) -> replyTo.tell(count());
        }
    }

    private void start(A argument, ActorRef<PoolAnswer.ToStart<M>> replyTo) {
        try {
            Props<M> props = plan.make(argument);
            Member<M> member = new Member<>(this, props, replyTo);
            member.startedNanos = overseer.nanoTime();
            spawn(member);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // what makes the props is the user's
            replyTo.tell(new PoolAnswer.StartFailed<>(e));
        }
    }

    private void spawn(Member<M> member) {
        note(member.props);
        Child child;
        try {
            child = overseer.oversee(null, member.props, 0, event -> new PoolNews<>(member, event));
        } catch (IllegalStateException e) {
            // a closed system refuses; the stop of this actor is on its way
            if (self.system().isClosed()) self.await(new CompletableFuture<Void>());
            throw e;
        }
        member.child = child;
        member.ref(child.ref());
        members.put(child.ref(), member);
    }

    private void note(Props<M> props) {
        if (warned || props.restart().isNever()) return;
        warned = true;
        self.log().info("children have a restart policy of their own, which comes first: {}", props.restart());
    }

    private void note(Member<M> member, ChildEvent event) {
        if (member.pool != this || event.child() != member.child) return;
        switch (event) {
            case ChildEvent.Started _ -> started(member);
            case ChildEvent.Halted halted -> {
                if (member.phase != Phase.ENDING) halted(member, halted.reason());
            }
            case ChildEvent.Ended ended -> {
                member.child = null;
                if (member.phase == Phase.ENDING) gone(member);
                else halted(member, ended.reason());
            }
        }
    }

    private void started(Member<M> member) {
        if (member.phase == Phase.STARTING) member.starter.tell(new PoolAnswer.Started<>(member.ref()));
        if (member.phase == Phase.STARTING || member.phase == Phase.RESTARTING) to(member, Phase.RUNNING);
    }

    private void halted(Member<M> member, ExitReason reason) {
        Throwable cause = reason instanceof ExitReason.Failed failed ? failed.cause() : null;
        if (member.phase == Phase.STARTING) {
            if (cause != null) {
                member.failure = cause;
                end(member);
                return;
            }
            started(member); // one that is done in its first turn, or was stopped in it, has not failed to start
        }
        boolean again = switch (plan.restart()) {
            case PERMANENT -> true;
            case TRANSIENT -> reason.isAbnormal();
            case TEMPORARY -> false;
        };
        if (!again) end(member);
        else if (member.phase != Phase.WAITING) restart(member, cause); // else somebody has killed one that waits
    }

    private void restart(Member<M> member, @Nullable Throwable cause) {
        to(member, Phase.WAITING);
        plan.intensity().count(restarts, overseer.nanoTime(), self.name(), member.ref().name(), cause);
        Duration delay = delay(member);
        if (delay.isZero()) {
            start(member);
            return;
        }
        PoolDue<A, M> due = new PoolDue<>(member);
        member.due = due;
        self.timers().once(member, delay, due);
    }

    private Duration delay(Member<M> member) {
        BackOff backOff = plan.intensity().backOff();
        if (backOff == BackOff.none()) return Duration.ZERO;
        member.row = restarts.next(member.row, overseer.nanoTime() - member.startedNanos);
        return backOff.delay(member.row, self.random());
    }

    private void start(Member<M> member) {
        member.due = null;
        member.startedNanos = overseer.nanoTime();
        to(member, Phase.RESTARTING);
        if (member.child != null) member.child.revive();
        else {
            members.remove(member.ref());
            spawn(member);
        }
    }

    private void end(Member<M> member) {
        if (member.due != null) self.timers().cancel(member);
        member.due = null;
        to(member, Phase.ENDING);
        if (member.child != null) member.child.end();
        else gone(member);
    }

    private void gone(Member<M> member) {
        members.remove(member.ref());
        if (member.failure != null) member.starter.tell(new PoolAnswer.StartFailed<>(member.failure));
        for (ActorRef<PoolAnswer.ToTerminate> ender : member.enders) ender.tell(new PoolAnswer.Done(member.ref()));
    }

    private void terminate(ActorRef<M> child, ActorRef<PoolAnswer.ToTerminate> replyTo) {
        Member<M> member = members.get(child);
        if (member == null) {
            replyTo.tell(new PoolAnswer.NotFound(child));
            return;
        }
        member.enders.add(replyTo);
        if (member.phase == Phase.STARTING)
            member.failure = new IllegalStateException(
                    "a child must not be terminated in its first turn: actor=" + child.name());
        if (member.phase != Phase.ENDING) end(member);
    }

    private List<ActorRef<M>> children() {
        return members.values().stream().filter(member -> member.phase != Phase.ENDING).map(Member::ref).toList();
    }

    private Counts count() {
        long supervisors = members.values().stream().filter(member -> Roster.isSupervisor(member.props)).count();
        return new Counts(members.size(), running, (int) supervisors);
    }

    private void to(Member<M> member, Phase next) {
        if (member.phase == Phase.RUNNING) running--;
        if (next == Phase.RUNNING) running++;
        member.phase = next;
    }
}
