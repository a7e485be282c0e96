package dev.troupe.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that is set up, lent out for a block, and cleared away: one function, cut in two by its `yield`.
///
/// What stands before the `yield` runs when the resource is made, what stands behind it when it is closed. One thread at a time
/// may use a resource; it need not always be the same.
///
/// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="resource"}
///
/// *Failures of the block.* Java's `try (…)` doesn't tell a resource how its block ended. So there the second half runs as
/// after a success, and what it throws itself becomes a suppressed exception of the block's. Where the second half needs to
/// know, to commit or to roll back, hand the block over with [#use]: then the block's exception is raised at the `yield`.
///
/// Write `try … finally` around the `yield`: it runs in either case, and also when a resource that nobody closed has become
/// garbage and the collector notices.
///
/// @param <T> what is lent out
public final class Resource<T extends @Nullable Object> implements AutoCloseable {
    private final Generator<T, Void, Void> halves;
    private final T value;

    private Resource(Generator<T, Void, Void> halves, T value) {
        this.halves = halves;
        this.value = value;
    }

    /// A block that uses a resource.
    ///
    /// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="use"}
    ///
    /// @param <T> what is lent to it
    /// @param <R> what it returns
    /// @param <X> the checked exception it throws
    @FunctionalInterface
    public interface Block<T extends @Nullable Object, R extends @Nullable Object, X extends Exception> {
        /// Runs the block.
        ///
        /// @param value what the resource yielded
        /// @return its result
        /// @throws X its failure
        R run(T value) throws X;
    }

    /// Sets a resource up: runs a body up to its `yield`.
    ///
    /// @param body yields once
    /// @param <T> what it yields
    /// @return the resource, to be closed
    /// @throws IllegalStateException if the body returns without yielding
    /// @throws GeneratorException if it fails with a checked exception; an unchecked one is raised as it is
    public static <T extends @Nullable Object> Resource<T> of(Generator.Sequence<T, Void> body) {
        Generator<T, Void, Void> halves = Generator.sequence(body);
        try {
            return new Resource<>(halves, halves.next());
        } catch (StopIteration end) {
            throw new IllegalStateException("a resource's body must yield once: yields=0", end);
        }
    }

    /// What is lent out.
    ///
    /// @return what the body yielded
    /// @throws IllegalStateException if the resource is closed
    public T value() {
        if (halves.state() == GeneratorState.CLOSED)
            throw new IllegalStateException("a resource is not lent out once it is closed: value=" + value);
        return value;
    }

    /// Clears away: runs the body from its `yield` to its end. Does nothing if that has been done.
    ///
    /// @throws IllegalStateException if the body yields again
    /// @throws GeneratorException if it fails with a checked exception; an unchecked one is raised as it is
    @Override
    public void close() {
        if (halves.state() != GeneratorState.CLOSED) leave(null);
    }

    /// Runs a block and clears away. If the block fails, its exception is raised at the body's `yield`, a checked one wrapped in
    /// [GeneratorException], and comes out of here in the end even if the body catches it. If the body lets out another, that
    /// one comes out, with the block's as its cause or suppressed.
    ///
    /// @param block uses what is lent out
    /// @param <R> what it returns
    /// @param <X> the checked exception it throws
    /// @return what the block returned
    /// @throws X the block's failure
    /// @throws IllegalStateException if the resource is closed, or the body yields again
    public <R extends @Nullable Object, X extends Exception> R use(Block<? super T, ? extends R, X> block) throws X {
        Objects.requireNonNull(block, "block must not be null: block=null");
        T lent = value();
        R result;
        try {
            result = block.run(lent);
        } catch (Throwable failure) {
            leaveBecauseOf(failure);
            throw failure;
        }
        close();
        return result;
    }

    private void leaveBecauseOf(Throwable failure) {
        if (halves.state() == GeneratorState.CLOSED) return;
        Throwable raised = GeneratorCore.unchecked(failure);
        try {
            leave(raised);
        } catch (Throwable other) {
            if (other == raised) return;
            Throwable cause = other;
            while (cause != null && cause != failure) cause = cause.getCause();
            if (cause == null) other.addSuppressed(failure);
            throw other;
        }
    }

    private void leave(@Nullable Throwable failure) {
        T again;
        try {
            again = failure == null ? halves.next() : halves.raise(failure);
        } catch (StopIteration end) {
            return;
        }
        halves.close();
        throw new IllegalStateException("a resource's body must yield once: again=" + again);
    }
}
