package dev.troupe.internal.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.internal.port.RunToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The simplest driver: chains in a queue, each resumed when its turn comes.
final class Loop extends Driver {
    private final Deque<Chain> ready = new ArrayDeque<>();
    private final BlockingQueue<Chain> back = new LinkedBlockingQueue<>();
    private int blocked;
    int timesBlocked;

    Loop() {
        super(new RunToken());
    }

    /// A new chain that will be resumed.
    Chain start(Runnable body) {
        Chain chain = new Chain(this, "owner", body);
        ready.add(chain);
        return chain;
    }

    /// Lets a suspended chain be resumed.
    void wake(Chain chain) {
        ready.add(chain);
    }

    /// Suspends the calling chain, behind all that are ready.
    void pause(Chain self) {
        ready.add(self);
        self.suspend();
    }

    /// Resumes until nothing is ready or blocked, on a thread of the kind that the engine needs.
    void run() throws InterruptedException {
        Thread.Builder kind = Engine.chosen().drivesOnVirtualThread() ? Thread.ofVirtual() : Thread.ofPlatform();
        Throwable[] failure = {null};
        Thread host = kind.name("loop").start(() -> {
            try {
                drive();
            } catch (Throwable t) {
                failure[0] = t;
            }
        });
        assertThat(host.join(java.time.Duration.ofSeconds(30))).as("the loop has ended").isTrue();
        if (failure[0] != null) throw new AssertionError(failure[0]);
    }

    private void drive() throws InterruptedException {
        token.pass(Thread.currentThread());
        while (true) {
            Chain chain = next();
            if (chain == null && blocked == 0) break;
            if (chain == null) {
                chain = back.poll(20, TimeUnit.SECONDS);
                assertThat(chain).as("a blocked chain comes back").isNotNull();
                blocked--;
            }
            assertThat(token.held()).isTrue();
            chain.resume();
            assertThat(token.held()).as("the loop has its token back").isTrue();
        }
        token.pass(null);
    }

    @Override
    protected @Nullable Chain next() {
        assertThat(token.held()).as("next is asked by the holder").isTrue();
        for (Chain chain = back.poll(); chain != null; chain = back.poll()) {
            blocked--;
            ready.add(chain);
        }
        return ready.poll();
    }

    @Override
    protected void blocked(Chain chain) {
        blocked++;
        timesBlocked++;
    }

    @Override
    protected void ended(Chain chain) {}

    @Override
    protected void unblocked(Chain chain) {
        back.add(chain);
    }
}
