package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A generator's stack may be mounted on another thread at each step, in code that the compiler has optimized: invariant 1.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorOnManyThreadsTest {
    private static final int STEPS = 1_000;

    private static int sum() {
        Generator<Integer, Void, Void> numbers = Generator.sequence(g -> {
            for (int n = 0; n < STEPS; n++) g.yield(n);
        });
        int sum = 0;
        for (int n : numbers) sum += n;
        return sum;
    }

    @Test
    void knowsItsOwnBodyOnWhicheverThreadItGoesOn() throws Exception {
        for (int round = 0; round < 30; round++) {
            try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> sums = new ArrayList<>();
                for (int n = 0; n < 4; n++) sums.add(virtual.submit(GeneratorOnManyThreadsTest::sum));
                for (Future<Integer> sum : sums) assertThat(sum.get()).isEqualTo(STEPS * (STEPS - 1) / 2);
            }
        }
    }
}
