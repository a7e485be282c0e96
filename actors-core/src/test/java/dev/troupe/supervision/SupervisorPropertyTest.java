package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.Props;
import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever happens to children, in whatever order and at the same time, a supervisor knows who lives, in which order, and
/// leaves nobody behind. S2, S8, S10 and S15 under random crashes, ends, stops, kills and commands; a failure names its seed.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisorPropertyTest {
    private static final int RUNS = Integer.getInteger("troupe.test.seeds", 150);
    private static final List<RestartType> TYPES = List.of(RestartType.values());
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

    /// One run: its random numbers and its system.
    private static final class Run implements AutoCloseable {
        final Rig rig = new Rig();
        final Random random;
        final boolean rough;
        final ActorRef<SupervisorMessage> sup;
        /// The supervisor has started; from now on starts may fail.
        boolean begun;
        final List<String> done = new ArrayList<>();

        /// @param rough whether children also fail to start, and take long to stop
        Run(long seed, boolean rough) {
            this.rough = rough;
            random = new Random(seed);
            rig.noteLives();
            Supervisor supervisor = switch (random.nextInt(3)) {
                case 0 -> Supervisor.oneForOne();
                case 1 -> Supervisor.oneForAll();
                default -> Supervisor.restForOne();
            };
            supervisor = supervisor.intensity(Integer.MAX_VALUE, Rig.s(5));
            if (random.nextBoolean()) supervisor = supervisor.backOff(BackOff.fixed(Rig.s(2)));
            for (String id : IDS.subList(0, 3)) supervisor = supervisor.child(child(id));
            done.add(supervisor.strategy() + " " + supervisor.children());
            sup = rig.sup(supervisor);
            begun = true;
        }

        ChildSpec child(String id) {
            ChildSpec spec = !rough || random.nextBoolean() ? rig.child(id) : rough(id);
            return spec.restart(TYPES.get(random.nextInt(TYPES.size())));
        }

        private ChildSpec rough(String id) {
            Props<String> props = Props.of(String.class, self -> {
                if (begun && random.nextInt(4) == 0) throw new Rig.Boom("start");
                try {
                    String text = self.receive();
                    if (!text.equals("end")) throw new Rig.Boom(text);
                } finally {
                    self.sleep(Rig.s(random.nextInt(3)));
                }
            });
            return ChildSpec.of(id, props).shutdown(
                    random.nextBoolean() ? Shutdown.within(Rig.s(random.nextInt(2))) : Shutdown.infinite());
        }

        String any() {
            return IDS.get(random.nextInt(IDS.size()));
        }

        void act() {
            String id = any();
            int what = random.nextInt(12);
            done.add(what + id);
            switch (what) {
                case 0, 1, 2 -> rig.system.tell("sup/" + id, "boom");
                case 3 -> rig.system.tell("sup/" + id, "end");
                case 4, 5 -> rig.system.find("sup/" + id, String.class).ifPresent(rig.system::kill);
                case 6 -> rig.system.find("sup/" + id, String.class).ifPresent(rig.system::stop);
                case 7 -> rig.system.ask(sup, Supervisor.terminate(id), Rig.s(99));
                case 8 -> rig.system.ask(sup, Supervisor.restart(id), Rig.s(99));
                case 9 -> rig.system.ask(sup, Supervisor.delete(id), Rig.s(99));
                case 10 -> rig.system.ask(sup, Supervisor.start(child(id)), Rig.s(99));
                default -> rig.clock.advance(Rig.s(1));
            }
            for (int turns = random.nextInt(4); turns > 0; turns--) rig.system.step();
        }

        void check() {
            rig.settle();
            Set<String> living = new TreeSet<>(Set.of("sup"));
            for (ChildStatus child : rig.ask(sup, Supervisor.status())) {
                if (child.state() == ChildStatus.State.RUNNING) assertThat(child.ref()).isPresent();
                if (child.state() == ChildStatus.State.TERMINATED) assertThat(child.ref()).isEmpty();
                child.ref().ifPresent(ref -> living.add(ref.name()));
            }
            assertThat(rig.system.names()).as("%s", done).isEqualTo(living);
        }

        void stop() {
            for (int n = 0; n < 60; n++) rig.seconds(2); // until all that waits has been handled
            check();
            List<String> expected = new ArrayList<>(List.of("-sup"));
            for (ChildStatus child : rig.ask(sup, Supervisor.status()))
                if (child.state() == ChildStatus.State.RUNNING) expected.addFirst("-" + child.id());
                else assertThat(child.state()).as("%s", done).isEqualTo(ChildStatus.State.TERMINATED);
            rig.said();
            rig.system.stop(sup);
            for (int n = 0; n < 20; n++) rig.seconds(1);
            List<String> ends = new ArrayList<>(List.of(rig.said().split(" ", -1)));
            ends.removeIf(said -> !said.startsWith("-"));
            assertThat(ends).as("%s", done).isEqualTo(expected);
            assertThat(rig.system.names()).as("%s", done).isEmpty();
            assertThat(rig.failures).allMatch(failure -> failure.cause() instanceof Rig.Boom);
        }

        @Override
        public void close() {
            rig.close();
        }
    }

    @Test
    void itKnowsWhoLivesAndLeavesNobodyBehind() {
        for (long seed = 0; seed < RUNS; seed++) {
            try (Run run = new Run(seed, false)) {
                for (int n = 0; n < 40; n++) {
                    run.act();
                    if (run.random.nextInt(4) == 0) run.check();
                }
                run.stop();
            } catch (Throwable t) {
                throw new AssertionError("seed=" + seed, t);
            }
        }
    }

    @Test
    void alsoWhenChildrenFailToStartAndTakeLongToStop() {
        for (long seed = 0; seed < RUNS; seed++) {
            try (Run run = new Run(seed, true)) {
                for (int n = 0; n < 40; n++) run.act();
                run.stop();
            } catch (Throwable t) {
                throw new AssertionError("seed=" + seed, t);
            }
        }
    }

    @Test
    void wheneverItIsStoppedNobodyIsLeft() {
        for (long seed = 0; seed < RUNS; seed++) {
            try (Run run = new Run(seed, true)) {
                for (int n = run.random.nextInt(30); n > 0; n--) run.act();
                if (run.random.nextBoolean()) run.rig.system.stop(run.sup);
                else run.rig.system.kill(run.sup);
                run.rig.settle();
                for (int n = 0; n < 20; n++) run.rig.seconds(1);
                assertThat(run.rig.system.names()).as("%s", run.done).isEmpty();
            } catch (Throwable t) {
                throw new AssertionError("seed=" + seed, t);
            }
        }
    }
}
