package dev.troupe.coroutine;

import dev.troupe.internal.coroutine.Coroutine;
import dev.troupe.internal.port.Threads;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function that calls itself as deep as the heap allows: no stack overflow.
///
/// It is written as plain recursion. What it is given first is itself, to be called for each sub-problem:
///
/// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="recursion"}
///
/// Any thread may apply it, also several at once, and so may a body or a generator. What a level throws comes out of the call
/// that made it, as anywhere.
///
/// *How.* Each few hundred levels go on a stack of their own, a coroutine; the stack before it waits on the heap meanwhile. So
/// a level costs what its frames cost, and there is hardly anything to pay for the depth: a generator for each level, which
/// yields its sub-problems to a loop and is sent their results, would do the same for the price of a coroutine a level.
///
/// *What follows.* One level's frames must fit into a few hundredths of a thread's stack; plain code does. Inside an actor's body
/// a level may use the actor's context, wait and receive. A level can't `yield` for a generator around the recursion: it is
/// refused, at any depth. As in a generator, thread-locals are not the caller's.
///
/// *No lock and no monitor may be held across a recursive call*, on any engine; take it before the recursion, if the levels don't
/// need it themselves, or give it back before the call. Levels that are far apart lie on different stacks, and those may be
/// different threads: one that wants what a level above it holds then waits for ever, and nothing can tell that circle from
/// a wait for somebody else. With a few levels, all on one stack, it happens to go well.
///
/// @param <P> the problem
/// @param <R> its result
public final class Recursion<P extends @Nullable Object, R extends @Nullable Object> implements Function<P, R> {
    /// How many levels share a stack. More of them gain nothing: a stack's cost is spread over hundreds already.
    private static final int LEVELS = 256;

    private final BiFunction<? super Function<P, R>, ? super P, ? extends R> body;

    private Recursion(BiFunction<? super Function<P, R>, ? super P, ? extends R> body) {
        this.body = Objects.requireNonNull(body, "recursion body must not be null: body=null");
    }

    /// A recursive function.
    ///
    /// @param body solves a problem; given the function itself for the sub-problems, which only this body may call, while it
    ///        runs
    /// @param <P> the problem
    /// @param <R> its result
    /// @return the function
    public static <P extends @Nullable Object, R extends @Nullable Object> Recursion<P, R> of(
            BiFunction<? super Function<P, R>, ? super P, ? extends R> body) {
        return new Recursion<>(body);
    }

    /// Solves a problem.
    ///
    /// @param problem the problem
    /// @return its result
    @Override
    public R apply(P problem) {
        return new Run().onNewStack(problem);
    }

    /// One application, from its start to its end. Its fields belong to the stack that runs.
    private final class Run implements Function<P, R> {
        private @Nullable Coroutine stack;
        private int levelsLeft;

        @Override
        public R apply(P problem) {
            Coroutine mine = stack;
            if (mine == null || !mine.isCurrent())
                throw new IllegalStateException(
                        "a recursive call belongs to the body that was given it, while it runs: thread="
                                + Threads.currentName());
            if (levelsLeft == 0) return onNewStack(problem);
            levelsLeft--;
            try {
                return body.apply(this, problem);
            } finally {
                levelsLeft++;
            }
        }

        R onNewStack(P problem) {
            Coroutine outer = stack;
            Level level = new Level(this, problem);
            Coroutine inner = Coroutine.of(level);
            stack = inner;
            levelsLeft = LEVELS - 1;
            try {
                inner.step();
            } finally {
                stack = outer;
                levelsLeft = 0;
            }
            return level.outcome();
        }
    }

    /// The first level on a stack: brings what it ends with over to the stack before.
    private final class Level implements Runnable {
        private final Run run;
        private final P problem;
        private @Nullable R result;
        private @Nullable Throwable failure;

        Level(Run run, P problem) {
            this.run = run;
            this.problem = problem;
        }

        @Override
        public void run() {
            try {
                result = body.apply(run, problem);
            } catch (Throwable t) {
                failure = t;
            }
        }

        @SuppressWarnings("NullAway") // null only if the body returned it
        R outcome() {
            switch (failure) {
                case null -> {
                    return result;
                }
                case Error error -> throw error;
                case RuntimeException unchecked -> throw unchecked;
                case Throwable sneaked -> throw new GeneratorException(sneaked);
            }
        }
    }
}
