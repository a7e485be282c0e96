package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.internal.coroutine.Engine;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Recursion far deeper than any thread's stack, on every kind of thread.
class RecursionTest extends GeneratorContract {
    private static final int DEEP = 100_000;

    private static final Recursion<Integer, Long> SUM = Recursion.of(
            (sumTo, n) -> n == 0 ? 0L : n + sumTo.apply(n - 1));

    @Test
    void goesDeeperThanAStack() throws Exception {
        driver.run(() -> {
            assertThat(SUM.apply(0)).isZero();
            assertThat(SUM.apply(DEEP)).isEqualTo(DEEP * (DEEP + 1L) / 2);
        });
    }

    @Test
    void eachStackHoldsAFewHundredLevels() throws Exception {
        driver.run(() -> {
            AtomicReference<Integer> deepest = new AtomicReference<>(0);
            Recursion<Integer, Integer> walk = Recursion.of((next, n) -> {
                int frames = new Throwable().getStackTrace().length;
                deepest.accumulateAndGet(frames, Math::max);
                return n == 0 ? 0 : 1 + next.apply(n - 1);
            });
            assertThat(walk.apply(600)).isEqualTo(600);
            assertThat(deepest.get()).isLessThan(1_024);
        });
    }

    @Test
    void branches() throws Exception {
        driver.run(() -> {
            Recursion<Integer, Integer> fibonacci = Recursion.of(
                    (fib, n) -> n < 2 ? n : fib.apply(n - 1) + fib.apply(n - 2));
            assertThat(fibonacci.apply(15)).isEqualTo(610);
            // a short branch at each level of a long one, so that stacks begin and end all the way
            Recursion<Integer, Integer> comb = Recursion.of((next, n) -> n == 0
                    ? 1
                    : n % 1_000 == 999
                            ? next.apply(n - 1) + SUM.apply(600).intValue()
                            : next.apply(n - 1) + next.apply(0));
            assertThat(comb.apply(3_000)).isEqualTo(2_997 + 1 + 3 * 180_300);
        });
    }

    @Test
    void aFailureComesOutThroughAllLevels() throws Exception {
        driver.run(() -> {
            Recursion<Integer, Integer> failing = Recursion.of((next, n) -> {
                if (n == 0) throw new IllegalArgumentException("at the bottom");
                try {
                    return next.apply(n - 1);
                } finally {
                    if (n % 1_000 == 0) log.add("level " + n);
                }
            });
            assertThatThrownBy(() -> failing.apply(3_000)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("at the bottom");
            assertThat(log).containsExactly("level 1000", "level 2000", "level 3000");
        });
    }

    @Test
    void aFailureCaughtOnTheWayLeavesTheDepthRight() throws Exception {
        driver.run(() -> {
            Recursion<Integer, Integer> retries = Recursion.of((next, n) -> {
                if (n < 0) throw new IllegalArgumentException("below the bottom");
                try {
                    return next.apply(n - 1);
                } catch (IllegalArgumentException e) {
                    log.add("caught at " + n);
                    return SUM.apply(1_000).intValue() + n;
                }
            });
            assertThat(retries.apply(2_000)).isEqualTo(500_500);
            assertThat(log).containsExactly("caught at 0");
        });
    }

    @Test
    void aCallBelongsToItsBody() throws Exception {
        driver.run(() -> {
            AtomicReference<Function<Integer, Integer>> leaked = new AtomicReference<>();
            Recursion<Integer, Integer> leaking = Recursion.of((next, n) -> {
                leaked.set(next);
                if (n > 0) Generator.sequence(g -> g.yield(next.apply(0))).next();
                return n;
            });
            assertThat(leaking.apply(0)).isZero();
            assertThatThrownBy(() -> leaked.get().apply(0)).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("a recursive call belongs to the body that was given it, while it runs");
            assertThatThrownBy(() -> leaking.apply(1)).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("a recursive call belongs to the body that was given it, while it runs");
        });
    }

    /// Why nothing may be held across a call: what lies deeper may be another thread, and would wait for ever.
    @Test
    void levelsFarApartMayBeDifferentThreadsToALock() throws Exception {
        driver.run(() -> {
            ReentrantLock lock = new ReentrantLock();
            Recursion<Integer, Boolean> isFree = Recursion.of((next, n) -> {
                if (n == 0) return lock.tryLock();
                return next.apply(n - 1);
            });
            Recursion<Integer, Boolean> holding = Recursion.of((next, depth) -> {
                lock.lock();
                try {
                    return isFree.apply(depth);
                } finally {
                    while (lock.isHeldByCurrentThread()) lock.unlock();
                }
            });
            // another thread on these engines; on the third, and to a lock of that kind, whoever drives
            boolean sameThread = Engine.chosen().name().equals("continuation");
            assertThat(holding.apply(1_000)).isEqualTo(sameThread);
        });
    }

    @Test
    void cantYieldForAGeneratorAroundItAtAnyDepth() throws Exception {
        driver.run(() -> {
            for (int depth : new int[] {0, 1_000}) {
                Generator<Integer, Void, Void> around = Generator.sequence(g -> Recursion.of((next, n) -> {
                    if ((Integer) n == 0) return g.yield(0);
                    return next.apply((Integer) n - 1);
                }).apply(depth));
                assertThatThrownBy(around::next).hasMessageContaining("only a generator's own body can yield for it");
            }
        });
    }

    @Test
    void levelsMayUseGenerators() throws Exception {
        driver.run(() -> {
            Recursion<Integer, Integer> sums = Recursion.of((next, n) -> {
                if (n == 0) return 0;
                int sum = 0;
                for (int i : countdown(2)) sum += i;
                return sum + next.apply(n - 1);
            });
            assertThat(sums.apply(600)).isEqualTo(1_800);
        });
    }
}
