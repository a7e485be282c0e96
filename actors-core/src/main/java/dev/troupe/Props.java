package dev.troupe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How to make an actor: the class of its messages and what it does. Immutable; any thread may share it.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="props"}
///
/// @param <M> the class of its messages
public final class Props<M> {
    private final Class<M> type;
    private final Behavior<M> behavior;
    private final Mailbox<? super M> mailbox;
    private final RestartPolicy restart;
    private final Shutdown shutdown;
    private final ChildrenStop childrenStop;
    private final int recorded;
    private final @Nullable Scheduler scheduler;
    private final @Nullable String group;

    private Props(Class<M> type, Behavior<M> behavior, Mailbox<? super M> mailbox, RestartPolicy restart,
            Shutdown shutdown, ChildrenStop childrenStop, int recorded, @Nullable Scheduler scheduler,
            @Nullable String group) {
        this.type = type;
        this.behavior = behavior;
        this.mailbox = mailbox;
        this.restart = restart;
        this.shutdown = shutdown;
        this.childrenStop = childrenStop;
        this.recorded = recorded;
        this.scheduler = scheduler;
        this.group = group;
    }

    private Props(Class<M> type, Behavior<M> behavior) {
        this(Objects.requireNonNull(type, "message class must not be null: type=null"),
                Objects.requireNonNull(behavior, "behavior must not be null: behavior=null"), Mailbox.unbounded(),
                RestartPolicy.never(), Shutdown.byDefault(), ChildrenStop.TOGETHER, 0, null, null);
        if (type.isPrimitive())
            throw new IllegalArgumentException("message class must not be primitive: type=" + type
                    + ", use " + java.lang.invoke.MethodType.methodType(type).wrap().returnType().getSimpleName()
                    + ".class");
    }

    /// An actor with a body.
    ///
    /// @param type the class of its messages, normally a sealed interface of records
    /// @param body the body
    /// @param <M> the class of its messages
    /// @return the props
    /// @throws IllegalArgumentException if the class is primitive
    public static <M> Props<M> of(Class<M> type, Actor<M> body) {
        return new Props<>(type, body);
    }

    /// An actor with a handler. One object serves all starts of the actor, and keeps what it captured.
    ///
    /// @param type the class of its messages
    /// @param handler the handler
    /// @param <M> the class of its messages
    /// @return the props
    /// @throws IllegalArgumentException if the class is primitive
    public static <M> Props<M> of(Class<M> type, Handler<M> handler) {
        return new Props<>(type, handler);
    }

    /// An actor with a handler that is made anew at each start.
    ///
    /// @param type the class of its messages
    /// @param factory makes the handler
    /// @param <M> the class of its messages
    /// @return the props
    /// @throws IllegalArgumentException if the class is primitive
    public static <M> Props<M> of(Class<M> type, HandlerFactory<M> factory) {
        return new Props<>(type, factory);
    }

    /// The same actor with another mailbox.
    ///
    /// @param mailbox the mailbox
    /// @return new props
    public Props<M> mailbox(Mailbox<? super M> mailbox) {
        Objects.requireNonNull(mailbox, "mailbox must not be null: mailbox=null");
        return new Props<>(type, behavior, mailbox, restart, shutdown, childrenStop, recorded, scheduler,
                group);
    }

    /// The same actor, restarted as a policy says.
    ///
    /// @param policy the policy
    /// @return new props
    /// @throws IllegalArgumentException if the policy resumes, which only a handler can
    public Props<M> restart(RestartPolicy policy) {
        Objects.requireNonNull(policy, "restart policy must not be null: policy=null");
        if (policy.resumes() && behavior instanceof Actor<M>)
            throw new IllegalArgumentException(
                    "only a handler can resume, a body's stack is gone: directive=RESUME, behavior=body");
        return new Props<>(type, behavior, mailbox, policy, shutdown, childrenStop, recorded, scheduler,
                group);
    }

    /// The same actor with another time to end when it is stopped.
    ///
    /// @param shutdown how long
    /// @return new props
    public Props<M> shutdown(Shutdown shutdown) {
        Objects.requireNonNull(shutdown, "shutdown must not be null: shutdown=null");
        return new Props<>(type, behavior, mailbox, restart, shutdown, childrenStop, recorded, scheduler,
                group);
    }

    /// The same actor whose children stop in another order.
    ///
    /// @param order the order
    /// @return new props
    public Props<M> childrenStop(ChildrenStop order) {
        Objects.requireNonNull(order, "order of the children's stop must not be null: order=null");
        return new Props<>(type, behavior, mailbox, restart, shutdown, order, recorded, scheduler,
                group);
    }

    /// The same actor with a recorder: when it crashes, the [Failure] names the class and the sender of the last messages
    /// it has taken. Costs an envelope for each message.
    ///
    /// @param messages how many; 0 for none
    /// @return new props
    /// @throws IllegalArgumentException if it is negative or more than 1,000
    public Props<M> recording(int messages) {
        if (messages < 0 || messages > 1_000)
            throw new IllegalArgumentException("messages recorded must be between 0 and 1000: messages=" + messages);
        return new Props<>(type, behavior, mailbox, restart, shutdown, childrenStop, messages, scheduler,
                group);
    }

    /// The same actor with turns from another scheduler than its system's. Its children aren't concerned.
    ///
    /// @param scheduler the scheduler
    /// @return new props
    public Props<M> scheduler(Scheduler scheduler) {
        Objects.requireNonNull(scheduler, "scheduler must not be null: scheduler=null");
        return new Props<>(type, behavior, mailbox, restart, shutdown, childrenStop, recorded, scheduler,
                group);
    }

    /// The same actor in a group of that name: what figures and meters are summed up by. Without one an actor is in the group of
    /// its behavior's outermost class and its messages' class, such as `Bank:Account`.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="groups"}
    ///
    /// @param name the group: at most 100 characters, no control characters. Not one for each actor: a system tells 100 groups apart
    /// @return new props
    /// @throws IllegalArgumentException if the name is blank, too long, or has a control character
    public Props<M> group(String name) {
        Objects.requireNonNull(name, "group must not be null: group=null");
        if (name.isBlank()) throw new IllegalArgumentException("group must not be blank: group='" + name + "'");
        if (name.length() > 100)
            throw new IllegalArgumentException(
                    "group must have at most 100 characters: length=" + name.length() + ", group='"
                            + name.substring(0, 100) + "…'");
        if (name.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("group must have no control characters: group='"
                    + name.replaceAll("\\p{Cntrl}", "?") + "'");
        return new Props<>(type, behavior, mailbox, restart, shutdown, childrenStop, recorded, scheduler, name);
    }

    /// The actor's group.
    ///
    /// @return the name; null if none was given
    public @Nullable String group() {
        return group;
    }

    /// What gives the actor its turns.
    ///
    /// @return the scheduler; null for the system's
    public @Nullable Scheduler scheduler() {
        return scheduler;
    }

    /// How the actor's messages wait.
    ///
    /// @return the mailbox
    public Mailbox<? super M> mailbox() {
        return mailbox;
    }

    /// When the actor is restarted.
    ///
    /// @return the policy
    public RestartPolicy restart() {
        return restart;
    }

    /// How long the actor has to end.
    ///
    /// @return the shutdown
    public Shutdown shutdown() {
        return shutdown;
    }

    /// How its children stop.
    ///
    /// @return the order
    public ChildrenStop childrenStop() {
        return childrenStop;
    }

    /// How many messages are recorded.
    ///
    /// @return the number
    public int recorded() {
        return recorded;
    }

    /// The class of the actor's messages.
    ///
    /// @return the class
    public Class<M> type() {
        return type;
    }

    /// What the actor does.
    ///
    /// @return the body, handler or factory
    public Behavior<M> behavior() {
        return behavior;
    }
}
