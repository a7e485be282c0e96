package dev.troupe.tools;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import dev.troupe.ops.Dashboard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// How long a dashboard takes for a crowd of actors, and what it keeps: medians of 20 calls over HTTP of each view, with some of the actors
/// busy meanwhile, and the heap after a collection without a dashboard and with one that is watched.
final class Crowd {
    private static final int CALLS = 20;
    private static final int WARM = 20;
    private static final int ROUNDS = 8;

    private final ActorSystem system = ActorSystem.builder().name("crowd").scheduler(Scheduler.parallel(2)).build();
    private final HttpClient client = HttpClient.newHttpClient();

    private Crowd() {}

    /// Measures and prints.
    ///
    /// @param args how many actors; 100,000 if nothing is said
    public static void main(String[] args) throws IOException, InterruptedException {
        new Crowd().measure(args.length == 0 ? 100_000 : Integer.parseInt(args[0]));
    }

    private void measure(int actors) throws IOException, InterruptedException {
        try (system; client) {
            populate(actors);
            for (int i = 0; i < 3; i++) everybody(actors); // each has had messages, and what that makes is made
            long without = usedBytes();
            try (Dashboard dashboard = Dashboard.of(system).port(0).start()) {
                IO.println(actors + " actors, " + CALLS + " calls each, milliseconds");
                IO.println("%-48s %8s %8s".formatted("", "median", "most"));
                time(dashboard, "/api/v1/overview");
                time(dashboard, "/api/v1/actors");
                time(dashboard, "/api/v1/actors?order=rate&desc=true");
                time(dashboard, "/api/v1/actors?order=depth&desc=true&limit=100");
                time(dashboard, "/api/v1/actors?search=-77&order=processed&desc=true");
                time(dashboard, "/api/v1/groups");
                time(dashboard, "/api/v1/tree?limit=500");
                time(dashboard, "/metrics");
                for (int i = 0; i < ROUNDS; i++) everybody(actors); // times of many actors are sampled
                get(dashboard.uri().resolve("/api/v1/overview"));
                long with = usedBytes();
                IO.println("heap after a collection, MB: without %.1f, watched and scraped %.1f, difference %.1f"
                        .formatted(without / 1e6, with / 1e6, (with - without) / 1e6));
            }
        }
    }

    private void populate(int actors) {
        for (int i = 0; i < actors; i++) system.spawn("actor-" + i, Integer.class, (_, _) -> {});
        ActorRef<Integer> first = system.spawn("ping", Integer.class, (self, n) -> self.tell("pong", n));
        system.spawn("pong", Integer.class, (self, n) -> self.timers().once("again", Duration.ofMillis(1), n));
        first.tell(0);
    }

    /// A message to each actor, and a wait until they are taken.
    private void everybody(int actors) throws InterruptedException {
        long before = system.inspect().totals().processed();
        for (int round = 0; round < ROUNDS; round++) for (int i = 0; i < actors; i++) system.tell("actor-" + i, i);
        while (system.inspect().totals().processed() - before < (long) ROUNDS * actors) Thread.sleep(10);
    }

    private void time(Dashboard dashboard, String path) throws IOException, InterruptedException {
        URI uri = dashboard.uri().resolve(path);
        for (int i = 0; i < WARM; i++) get(uri);
        double[] millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            get(uri);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        double median = (millis[CALLS / 2 - 1] + millis[CALLS / 2]) / 2;
        IO.println(String.format(Locale.ROOT, "%-48s %8.1f %8.1f", path, median, millis[CALLS - 1]));
    }

    private void get(URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200)
            throw new IOException("answer must be 200: status=" + answer.statusCode() + ", uri=" + uri);
    }

    private static long usedBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
