package dev.troupe.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.SystemClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Timers that are cancelled about when they are due, with the thread that fires them: each is cancelled or fires,
/// never both nor neither, and each is told of as ended (invariants 3 and 7). A loop, not jcstress: the alarm has a
/// thread of its own.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AlarmLoopTest {
    private static final int TIMERS = 20_000;

    /// Counts what comes.
    private static final class Fired extends Lane<Object> {
        final AtomicIntegerArray times = new AtomicIntegerArray(TIMERS);
        final AtomicInteger all = new AtomicInteger();

        @Override
        public void putOutside(Turn<Object> turn, Object argument, boolean urgent) {
            times.incrementAndGet((Integer) argument);
            all.incrementAndGet();
        }

        @Override
        public void put(Turn<Object> turn, Object argument) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putFirst(Turn<Object> turn, Object argument) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer<Object> putAt(long deadlineNanos, Turn<Object> turn, Object argument) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel(Timer<Object> timer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void outstanding(int change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object next() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Turn<Object> running() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runs(Turn<Object> turn) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void cancelledOrFired() throws InterruptedException {
        AtomicInteger outstanding = new AtomicInteger();
        Alarm<Object> alarm = new Alarm<>("alarm", SystemClock.REAL, outstanding::addAndGet, failure -> {});
        Fired fired = new Fired();
        boolean[] cancelled = new boolean[TIMERS];
        int cancels = 0;
        for (int n = 0; n < TIMERS; n++) {
            long micros = n % 40;
            Timer<Object> timer = alarm.set(System.nanoTime() + micros * 1_000, fired, entry -> null, n);
            if (n % 3 == 0) continue;
            for (int spins = n % 64 * 16; spins > 0; spins--) Thread.onSpinWait();
            cancelled[n] = alarm.cancel(timer);
            if (cancelled[n]) cancels++;
        }
        for (int waits = 0; waits < 10_000 && (fired.all.get() + cancels < TIMERS || outstanding.get() != 0); waits++)
            TimeUnit.MILLISECONDS.sleep(1);
        alarm.close();
        for (int n = 0; n < TIMERS; n++)
            assertThat(fired.times.get(n)).as("how often timer %s fired", n).isEqualTo(cancelled[n] ? 0 : 1);
        assertThat(outstanding).hasValue(0);
        System.out.println("cancelled " + cancels + " of " + TIMERS);
    }
}
