package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.LifecycleListener;
import dev.troupe.Props;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S17: what 10,000 children cost is ten times what 1,000 cost, counted in turns (each takes one message or signal from a
/// mailbox) and in names that come and go, not in time. Only the deque's turns can be taken one by one, and counted.
@Tag("deque") // counts turns
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisorWorkTest {
    /// Fewer where a switch takes a thread; the proportion is what counts.
    private static final int FEW = "baton".equals(System.getProperty("troupe.test.engine")) ? 200 : 1_000;
    private static final int MANY = 10 * FEW;

    /// A system whose turns and names are counted.
    private static final class Counting implements AutoCloseable {
        final Rig rig = new Rig();
        final int children;
        final AtomicInteger spawned = new AtomicInteger();
        final AtomicInteger stopped = new AtomicInteger();

        Counting(int children) {
            this.children = children;
            rig.system.onLifecycle(new LifecycleListener() {
                @Override
                public void spawned(ActorRef<?> actor) {
                    spawned.incrementAndGet();
                }

                @Override
                public void stopped(ActorRef<?> actor) {
                    stopped.incrementAndGet();
                }
            });
        }

        /// How many turns until nothing is left to do.
        long turns() {
            long turns = 0;
            while (rig.system.step()) turns++;
            return turns;
        }

        ActorRef<SupervisorMessage> spawn(Supervisor supervisor) {
            List<ChildSpec> specs = new ArrayList<>(children);
            Props<String> props = Props.of(String.class, (self, text) -> {
                if (!text.equals("+")) throw new Rig.Boom(text);
            });
            for (int n = 0; n < children; n++) specs.add(ChildSpec.of("c" + n, props));
            return rig.system.spawn("sup", supervisor.intensity(Integer.MAX_VALUE, Rig.s(5)).children(specs).props());
        }

        @Override
        public void close() {
            rig.close();
        }
    }

    private static void checkProportional(ToLongFunction<Counting> work) {
        long few;
        long many;
        try (Counting system = new Counting(FEW)) {
            few = work.applyAsLong(system);
        }
        try (Counting system = new Counting(MANY)) {
            many = work.applyAsLong(system);
        }
        assertThat(few).as("at least a turn a child").isGreaterThanOrEqualTo(FEW);
        assertThat(many).isBetween(9 * few, 10 * few + 10);
    }

    @Test
    @Tag("classpath")
    void starting() {
        checkProportional(system -> {
            system.spawn(Supervisor.oneForOne());
            long turns = system.turns();
            assertThat(system.spawned).hasValue(system.children + 1);
            return turns;
        });
    }

    @Test
    void stopping() {
        checkProportional(system -> {
            ActorRef<SupervisorMessage> sup = system.spawn(Supervisor.oneForOne());
            system.turns();
            system.rig.system.stop(sup);
            long turns = system.turns();
            assertThat(system.stopped).hasValue(system.children + 1);
            assertThat(system.rig.system.names()).isEmpty();
            assertThat(system.rig.deadLetters).isEmpty();
            return turns;
        });
    }

    @Test
    void restartingAll() {
        checkProportional(system -> {
            system.spawn(Supervisor.oneForAll());
            system.turns();
            system.rig.system.tell("sup/c1", "boom");
            long turns = system.turns();
            assertThat(system.spawned).hasValue(system.children + 1);
            assertThat(system.stopped).hasValue(0);
            return turns;
        });
    }

    @Test
    void restartingEachOfThoseThatFallTogether() {
        checkProportional(system -> {
            system.spawn(Supervisor.oneForOne());
            system.turns();
            for (int n = 0; n < system.children; n++) system.rig.system.tell("sup/c" + n, "boom");
            long turns = system.turns();
            assertThat(system.rig.failures).hasSize(system.children);
            return turns;
        });
    }

    @Test
    void spawningAnewThoseThatAreKilledTogether() {
        checkProportional(system -> {
            system.spawn(Supervisor.oneForAll());
            system.turns();
            for (int n = 0; n < system.children; n++)
                system.rig.system.kill(system.rig.ref("sup/c" + n));
            long turns = system.turns();
            assertThat(system.rig.system.names()).hasSize(system.children + 1);
            return turns;
        });
    }

    @Test
    void startingByCommand() {
        checkProportional(system -> {
            ActorRef<SupervisorMessage> sup = system.rig.sup(Supervisor.oneForOne());
            for (int n = 0; n < system.children; n++)
                system.rig.system.ask(sup, Supervisor.start(system.rig.child("c" + n)), Rig.s(9));
            long turns = system.turns();
            assertThat(system.spawned).hasValue(system.children + 1);
            return turns;
        });
    }

    @Test
    void aPool() {
        checkProportional(system -> {
            var pool = system.rig.system.spawn("pool", Supervisor.pool((Integer n) -> system.rig.counter()).props());
            for (int n = 0; n < system.children; n++)
                system.rig.system.ask(pool, Pool.<Integer, String>start(n), Rig.s(9));
            long turns = system.turns();
            assertThat(system.spawned).hasValue(system.children + 1);
            system.rig.system.stop(pool);
            turns += system.turns();
            assertThat(system.stopped).hasValue(system.children + 1);
            return turns;
        });
    }
}
