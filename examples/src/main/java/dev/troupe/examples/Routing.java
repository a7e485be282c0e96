package dev.troupe.examples;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.routing.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The four ways to share messages out among workers: by turns, at random, to who has least to do, and by a key.
final class Routing {
    private static final int WORKERS = 4;

    private Routing() {}

    /// What each worker has got.
    private static final class Team {
        final int[] got = new int[WORKERS];
        final List<ActorRef<Integer>> workers = new ArrayList<>();
        final CompletableFuture<Void> over = new CompletableFuture<>();

        Team(ActorSystem system, String name, int jobs, boolean oneIsSlow) {
            for (int n = 0; n < WORKERS; n++) {
                int number = n;
                workers.add(system.spawn(name + "-" + n, Props.of(Integer.class, self -> {
                    while (true) {
                        self.receive();
                        got[number]++;
                        if (oneIsSlow && number == 0) self.await(over);
                    }
                }).mailbox(Mailbox.bounded(jobs))));
            }
        }

        String shares() {
            StringBuilder shares = new StringBuilder();
            for (int share : got) shares.append(String.format(Locale.ROOT, "%7d", share));
            return shares.toString();
        }
    }

    static void run(Consumer<String> out, Options options) {
        int jobs = options.messages();
        out.accept("jobs of each worker:");
        try (var system = ActorSystem.create()) {
            Team byTurns = new Team(system, "by-turns", jobs, false);
            send(system, Router.roundRobin(byTurns.workers), jobs);
            out.accept("round robin " + byTurns.shares());

            Team anyone = new Team(system, "anyone", jobs, false);
            send(system, Router.random(anyone.workers, options.seed()), jobs);
            out.accept("random      " + anyone.shares());

            Team uneven = new Team(system, "uneven", jobs, true); // the first is busy with its first job until the end
            Router<Integer> leastLoaded = Router.leastLoaded(uneven.workers);
            var _ = system.launch(self -> {
                for (int job = 0; job < jobs; job++) {
                    leastLoaded.tell(job);
                    self.yield();
                }
                uneven.over.complete(null);
            });
            system.run();
            out.accept("least loaded" + uneven.shares() + ", the first is slow");

            Team byKey = new Team(system, "by-key", jobs, false);
            Router<Integer> hashed = Router.hashed(byKey.workers, job -> job);
            send(system, hashed, jobs);
            out.accept("hashed      " + byKey.shares());
            int[] before = byKey.got.clone();
            system.stop(byKey.workers.getLast());
            system.run();
            send(system, hashed, jobs);
            for (int n = 0; n < WORKERS; n++) byKey.got[n] -= before[n];
            out.accept("             " + byKey.shares().substring(1) + ", the same keys, the last has stopped");

            Team everyone = new Team(system, "everyone", jobs, false);
            out.accept("broadcast to " + Router.roundRobin(everyone.workers).broadcast(1));
            system.run();
        }
    }

    private static void send(ActorSystem system, Router<Integer> router, int jobs) {
        for (int job = 0; job < jobs; job++) router.tell(job);
        system.run();
    }
}
