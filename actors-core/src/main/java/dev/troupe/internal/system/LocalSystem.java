package dev.troupe.internal.system;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ActorSystemBuilder;
import dev.troupe.DeadLetter;
import dev.troupe.Failure;
import dev.troupe.LifecycleListener;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.Subscription;
import dev.troupe.internal.cell.Cell;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.internal.port.Clock;
import dev.troupe.internal.registry.Names;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Stretch;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// The system on one deque: checks what users give, and passes it on to the cells, the registry, whoever drives, or the
/// closing.
public final class LocalSystem implements ActorSystem {
    private final String name;
    private final Home home;
    private final DequeScheduler<Chain> scheduler;
    private final Reports reports;
    private final Hosting hosting;
    private final Closing closing;
    private final Clock clock = Clock.SYSTEM;

    /// A system with those settings. Starts no thread.
    ///
    /// @throws IllegalStateException if the coroutine engine asked for can't be had
    public LocalSystem(ActorSystemBuilder settings) {
        Engine.chosen();
        name = settings.name();
        scheduler = new DequeScheduler<>(clock, null);
        reports = new Reports(name);
        home = new Home(this, scheduler, reports, clock, new SplittableRandom());
        hosting = new Hosting(scheduler, name);
        closing = new Closing(name, home, hosting, settings.closeLimit());
    }

    // ---- actors

    @Override
    public <M> ActorRef<M> spawn(String name, Props<M> props) {
        return Cell.spawn(home, null, Names.check(name), props);
    }

    @Override
    public <M> ActorRef<M> spawn(Props<M> props) {
        return Cell.spawn(home, null, null, props);
    }

    @Override
    public SendResult tell(String name, Object message) {
        return send(name, message, true);
    }

    @Override
    public SendResult offer(String name, Object message) {
        return send(name, message, false);
    }

    private SendResult send(String name, Object message, boolean deadLetter) {
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        Objects.requireNonNull(message, "message must not be null: message=null, actor=" + name);
        if (home.isClosing() && !scheduler.held()) throw closed("a message can't be sent by name");
        Cell<?> cell = home.registry.find(name);
        if (cell != null) return cell.send(message, deadLetter);
        if (deadLetter) reports.deadLetter(name, message, DeadLetter.Reason.NO_SUCH_ACTOR);
        return SendResult.STOPPED;
    }

    @Override
    @SuppressWarnings("unchecked") // who takes a class takes its subtypes
    public <T> Optional<ActorRef<T>> find(String name, Class<T> type) {
        Objects.requireNonNull(name, "actor's name must not be null: name=null");
        Objects.requireNonNull(type, "message class must not be null: type=null");
        Cell<?> cell = home.registry.find(name);
        if (cell == null) return Optional.empty();
        if (!cell.type().isAssignableFrom(type))
            throw new IllegalArgumentException(
                    "an actor can be found by the class of its messages or a subtype: asked for=" + type.getName()
                            + ", takes="
                            + cell.type().getName() + ", actor=" + name);
        return Optional.of((ActorRef<T>) cell);
    }

    @Override
    public Set<String> names() {
        return home.registry.names();
    }

    @Override
    public void stop(ActorRef<?> actor) {
        Objects.requireNonNull(actor, "actor to stop must not be null: actor=null");
        if (!(actor instanceof Cell<?> cell) || !cell.livesIn(home))
            throw new IllegalArgumentException(
                    "only an actor of the same system can be stopped: actor=" + actor.name() + ", system=" + name);
        cell.requestStop();
    }

    // ---- driving

    @Override
    public void run() {
        drive("run", Stretch.UNTIL_IDLE);
    }

    @Override
    public boolean run(Duration limit) {
        Objects.requireNonNull(limit, "run limit must not be null: limit=null");
        if (limit.isNegative()) throw new IllegalArgumentException("run limit must not be negative: limit=" + limit);
        return drive("run", Stretch.until(clock.nanoTime() + nanos(limit)));
    }

    @Override
    public boolean step() {
        long before = scheduler.turns();
        drive("step", Stretch.ONE_TURN);
        return scheduler.turns() != before;
    }

    private boolean drive(String what, Stretch stretch) {
        enter(what);
        try {
            return hosting.drive(stretch);
        } finally {
            hosting.leave();
        }
    }

    private void enter(String what) {
        if (scheduler.held()) throw inside(what);
        if (home.isClosing()) throw closed(what + " is not possible");
        hosting.enter();
    }

    @Override
    public void drive() {
        if (scheduler.held()) throw inside("drive");
        CompletableFuture<Boolean> seated = new CompletableFuture<>();
        Thread.ofPlatform().name(name + "-driver").start(() -> {
            try {
                enter("drive");
            } catch (IllegalStateException e) {
                seated.completeExceptionally(e);
                return;
            }
            seated.complete(true);
            try {
                hosting.drive(Stretch.FOR_EVER);
            } finally {
                hosting.leave();
            }
        });
        try {
            seated.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalStateException refusal) throw refusal;
            throw e;
        }
    }

    // ---- listeners

    @Override
    public Subscription onDeadLetter(Consumer<? super DeadLetter> listener) {
        return reports.deadLetters.add(listener);
    }

    @Override
    public Subscription onFailure(Consumer<? super Failure> listener) {
        return reports.failures.add(listener);
    }

    @Override
    public Subscription onLifecycle(LifecycleListener listener) {
        return reports.lifecycle.add(listener);
    }

    // ---- the end

    @Override
    public boolean isClosed() {
        return home.isClosing();
    }

    @Override
    public void close() {
        if (scheduler.held()) throw inside("close");
        closing.close();
    }

    private IllegalStateException inside(String what) {
        return new IllegalStateException(what + " must not be called from inside an actor: system=" + name + ", actor="
                + home.currentName());
    }

    private IllegalStateException closed(String what) {
        return new IllegalStateException(what + " in a system that is closed: system=" + name);
    }

    static long nanos(Duration time) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 4);
        return time.compareTo(longest) > 0 ? longest.toNanos() : time.toNanos();
    }

    @Override
    public String toString() {
        return name;
    }
}
