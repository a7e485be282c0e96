package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.Props;
import dev.troupe.RestartType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever happens to a pool's children, the pool knows who lives, answers every command and leaves nobody behind. S1, S5,
/// S10 and S15 under random crashes, ends, stops, kills and commands; a failure names its seed.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolPropertyTest {
    private static final int RUNS = Integer.getInteger("troupe.test.seeds", 150);

    private static void run(long seed) {
        Random random = new Random(seed);
        try (Rig rig = new Rig()) {
            Pool<Integer, String> plan = Supervisor.pool((Integer n) -> Props.of(String.class, self -> {
                if (random.nextInt(5) == 0) throw new Rig.Boom("start");
                try {
                    String text = self.receive();
                    if (!text.equals("end")) throw new Rig.Boom(text);
                } finally {
                    self.sleep(Rig.s(random.nextInt(2)));
                }
            }));
            plan = plan.intensity(Integer.MAX_VALUE, Rig.s(5))
                    .restart(List.of(RestartType.values()).get(random.nextInt(3)));
            if (random.nextBoolean()) plan = plan.backOff(BackOff.fixed(Rig.s(2)));
            ActorRef<PoolMessage<Integer, String>> pool = rig.system.spawn("pool", plan.props());
            List<CompletableFuture<?>> answers = new ArrayList<>();
            List<ActorRef<String>> children = List.of();
            for (int n = 0; n < 60; n++) {
                ActorRef<String> any = children.isEmpty() ? null : children.get(random.nextInt(children.size()));
                int what = random.nextInt(9);
                if (any == null || what < 3)
                    answers.add(rig.system.ask(pool, Pool.<Integer, String>start(n), Rig.s(999))
                            .toCompletableFuture());
                else
                    switch (what) {
                    case 3 -> any.tell("boom");
                    case 4 -> any.tell("end");
                    case 5 -> rig.system.kill(any);
                    case 6 -> rig.system.stop(any);
                    case 7 -> answers.add(rig.system.ask(pool, Pool.<Integer, String>terminate(any), Rig.s(999))
                            .toCompletableFuture());
                    default -> rig.clock.advance(Rig.s(1));
                    }
                for (int turns = random.nextInt(4); turns > 0; turns--) rig.system.step();
                if (random.nextInt(4) == 0) children = rig.ask(pool, Pool.children());
            }
            for (int n = 0; n < 60; n++) rig.seconds(2); // until all that waits has been handled
            assertThat(answers).allMatch(CompletableFuture::isDone)
                    .noneMatch(CompletableFuture::isCompletedExceptionally);
            Set<String> living = new TreeSet<>(Set.of("pool"));
            children = rig.ask(pool, Pool.children());
            for (ActorRef<String> child : children) living.add(child.name());
            assertThat(rig.system.names()).isEqualTo(living);
            Counts counts = rig.ask(pool, Pool.count());
            assertThat(counts).isEqualTo(new Counts(children.size(), children.size(), 0));
            rig.system.stop(pool);
            rig.settle();
            rig.seconds(1);
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.failures).allMatch(failure -> failure.cause() instanceof Rig.Boom);
        }
    }

    @Test
    void itKnowsWhoLivesAndLeavesNobodyBehind() {
        for (long seed = 0; seed < RUNS; seed++) {
            try {
                run(seed);
            } catch (Throwable t) {
                throw new AssertionError("seed=" + seed, t);
            }
        }
    }
}
