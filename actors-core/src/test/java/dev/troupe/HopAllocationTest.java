package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.Attachment;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A message from handler to handler allocates nothing on the deque while nobody is attached, though it is counted.
@Tag("deque") // on workers each message has a node of its queue
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HopAllocationTest {
    private static final int HOPS = 50_000;
    private static final int ROUNDS = 20;
    private static final Object BALL = new Object();

    private @Nullable ActorRef<Object> ping;
    private @Nullable ActorRef<Object> pong;
    private int left;

    /// Of all threads, since on one engine the driving thread is a virtual one. By reflection, for the module under test doesn't
    /// know of management.
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean")
                .invoke(null);
        Method total = Class.forName("com.sun.management.ThreadMXBean").getMethod("getTotalThreadAllocatedBytes");
        return (long) total.invoke(threads);
    }

    /// The least of several rallies, in bytes: whatever else the JVM does is not in all of them.
    private long least(ActorSystem system) throws ReflectiveOperationException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            left = HOPS;
            long before = allocatedBytes();
            hit(ping, BALL);
            system.run();
            least = Math.min(least, allocatedBytes() - before);
        }
        return least;
    }

    private static void hit(@Nullable ActorRef<Object> player, Object ball) {
        if (player != null) player.tell(ball);
    }

    private void spawn(ActorSystem system) {
        ping = system.spawn("ping", Object.class, (self, ball) -> {
            if (--left > 0) hit(pong, ball);
        });
        pong = system.spawn("pong", Object.class, (self, ball) -> {
            if (--left > 0) hit(ping, ball);
        });
        system.run();
    }

    @Test
    void aHopAllocatesNothingWhileNobodyIsAttached() throws ReflectiveOperationException {
        try (ActorSystem system = ActorSystem.create()) {
            spawn(system);
            assertThat(least(system)).isLessThan(HOPS);
            assertThat(system.inspect().totals().processed()).isEqualTo((long) HOPS * ROUNDS);
        }
    }

    @Test
    void norOnceNobodyIsAttachedAnyMore() throws ReflectiveOperationException {
        try (ActorSystem system = ActorSystem.create()) {
            spawn(system);
            try (Attachment _ = system.inspect().attach(event -> {}, 1)) {
                assertThat(least(system)).as("what the measure can see").isGreaterThan(20L * HOPS);
            }
            assertThat(least(system)).isLessThan(HOPS);
        }
    }
}
