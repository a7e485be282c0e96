package dev.troupe.internal.cell;

import dev.troupe.ActorContext;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A body's context: receiving and waiting on top of what every actor can do.
final class BodyContext<M> extends Context<M> implements ActorContext<M> {
    /// No wait is longer: about seventy years, so that points in time can be compared by difference.
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private final BodyRole<M> role;

    BodyContext(Cell<M> cell, BodyRole<M> role) {
        super(cell);
        this.role = role;
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
        long nanos = nanos("receive limit", limit);
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
        long nanos = nanos("receive limit", limit);
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
        setTimer(wait, nanos);
        return role.receive(wait);
    }

    @Override
    public void sleep(Duration time) {
        check();
        long nanos = nanos("sleep time", time);
        if (nanos == 0) {
            this.yield();
            return;
        }
        role.refuseToWait(false);
        Wait wait = Wait.sleep();
        setTimer(wait, nanos);
        role.suspend(wait);
    }

    @Override
    public void yield() {
        check();
        role.refuseToWait(false);
        Wait wait = Wait.yield();
        cell.home.scheduler.put(cell, wait);
        role.suspend(wait);
    }

    private void setTimer(Wait wait, long nanos) {
        Home home = cell.home;
        wait.timer = home.scheduler.putAt(home.clock.nanoTime() + nanos, cell, wait);
    }

    private static void checkType(Class<?> type) {
        Objects.requireNonNull(type, "class to receive must not be null: type=null");
        if (type.isPrimitive())
            throw new IllegalArgumentException("class to receive must not be primitive: type=" + type + ", use "
                    + MethodType.methodType(type).wrap().returnType().getSimpleName() + ".class");
    }

    private static long nanos(String what, Duration time) {
        Objects.requireNonNull(time, what + " must not be null: " + what + "=null");
        if (time.isNegative()) throw new IllegalArgumentException(what + " must not be negative: " + what + "=" + time);
        return time.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0 ? LONGEST_NANOS : time.toNanos();
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
