package dev.troupe.bench.offload;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.TaskContext;
import dev.troupe.offload.ProcessPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/// How long an actor on the deque takes to answer while all processors compute; and, as a yardstick, how long a bare thread takes
/// that parks until it is unparked. Both answer a thread outside, so that each ping wakes two threads.
final class Pings implements What.Program {
    private static final int ROUNDS = 5;
    private static final int PINGS = 1_500;
    private static final int PINGS_TO_WARM = 30_000;
    private static final int BUSY = 2;
    private static final Burn PIECE = new Burn(50_000_000);

    private final Pinger pinger = new Pinger();
    private final List<Scene> scenes = new ArrayList<>();

    /// What computes meanwhile.
    private interface Load {
        /// Starts two that compute until it is over.
        ///
        /// @param took nanoseconds of a processor that they got
        /// @return waits until they have ended
        Runnable start(AtomicBoolean over, LongAdder took);
    }

    private static final class Scene {
        final String title;
        final Runnable question;
        final Load load;
        final boolean goal;
        final List<Double> p50 = new ArrayList<>();
        final List<Double> p99 = new ArrayList<>();
        final List<Double> most = new ArrayList<>();
        final List<Double> processors = new ArrayList<>();

        Scene(String title, Runnable question, Load load, boolean goal) {
            this.title = title;
            this.question = question;
            this.load = load;
            this.goal = goal;
        }
    }

    @Override
    public Section run() throws Exception {
        try (ActorSystem system = ActorSystem.create(); ProcessPool pool = Processes.started(BUSY)) {
            ActorRef<Pinger> echo = system.spawn("echo", Pinger.class, self -> {
                while (true) self.receive().answer();
            });
            system.drive();
            Runnable actor = () -> echo.tell(pinger);
            Runnable thread = new Parking(pinger)::ask;
            Load none = (over, took) -> () -> {};
            scenes.add(new Scene("thread, idle machine", thread, none, false));
            scenes.add(new Scene("actor, idle machine", actor, none, false));
            scenes.add(new Scene("thread, two bare threads compute", thread, Pings::bare, false));
            scenes.add(new Scene("actor, two threads of its system compute", actor,
                    inBodies(system, self -> self.offload(PIECE)), true));
            Load processes = inBodies(system, self -> self.offload(pool, PIECE));
            scenes.add(new Scene("thread, two processes compute", thread, processes, false));
            scenes.add(new Scene("actor, two processes compute", actor, processes, true));
            pinger.warm(actor, PINGS_TO_WARM);
            pinger.warm(thread, PINGS_TO_WARM);
            for (int round = 0; round < ROUNDS; round++) scenes.forEach(this::round);
            return section();
        }
    }

    private void round(Scene scene) {
        AtomicBoolean over = new AtomicBoolean();
        LongAdder took = new LongAdder();
        long start = System.nanoTime();
        Runnable end = scene.load.start(over, took);
        Spread micros = Spread.of(pinger.pings(scene.question, PINGS), 1e3);
        over.set(true);
        end.run();
        scene.p50.add(micros.median());
        scene.p99.add(micros.percentile(99));
        scene.most.add(micros.most());
        scene.processors.add(took.sum() / (double) (System.nanoTime() - start));
    }

    private Section section() {
        Section section = new Section();
        section.table("who answers, while …", "p50, µs", "p99, µs", "of the rounds", "max, ms", "processors computing");
        for (Scene scene : scenes) {
            Spread p99 = Spread.of(scene.p99);
            section.row(scene.title, Section.show("%.0f", Spread.of(scene.p50).median()),
                    Section.show("%,.0f", p99.median()),
                    Section.show("%,.0f", p99.least()) + "–" + Section.show("%,.0f", p99.most()),
                    Section.show("%.1f", Spread.of(scene.most).most() / 1e3),
                    Section.show("%.2f", Spread.of(scene.processors).median()));
            if (scene.goal) section.atMost("p99, " + scene.title, "%.2f ms", p99.median() / 1e3, 5);
        }
        return section;
    }

    private static Runnable bare(AtomicBoolean over, LongAdder took) {
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < BUSY; n++)
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                while (!over.get()) took.add(PIECE.call());
            }));
        return () -> threads.forEach(Pings::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /// Bodies that offload one piece of work after the other.
    private static Load inBodies(ActorSystem system, ToLongFunction<TaskContext> piece) {
        return (over, took) -> {
            List<Task<Void>> bodies = new ArrayList<>();
            for (int n = 0; n < BUSY; n++)
                bodies.add(system.launch(self -> {
                    while (!over.get()) took.add(piece.applyAsLong(self));
                }));
            return () -> bodies.forEach(body -> body.toCompletableFuture().join());
        };
    }

    /// The bare thing.
    private static final class Parking {
        private final Pinger pinger;
        private final Thread partner = Thread.ofPlatform().daemon().unstarted(this::answerForever);
        private volatile boolean asked;

        Parking(Pinger pinger) {
            this.pinger = pinger;
            partner.start();
        }

        void ask() {
            asked = true;
            LockSupport.unpark(partner);
        }

        private void answerForever() {
            while (true) {
                while (!asked) LockSupport.park();
                asked = false;
                pinger.answer();
            }
        }
    }
}
