package dev.troupe.bench.offload;

import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.Submission;
import java.util.ArrayList;
import java.util.List;

/// Bytes to a process and back: how many go one way in a second.
final class Payload implements What.Program {
    private static final int ROUNDS = 9;
    private static final int ROUNDS_TO_WARM = 3;
    private static final int TRIPS = 200;
    private static final int BYTES = 1 << 20;

    private interface Trips {
        void make(int trips) throws Exception;
    }

    private record Way(String title, Trips trips, List<Double> megabytes) {
        Way(String title, Trips trips) {
            this(title, trips, new ArrayList<>());
        }

        Spread spread() {
            return Spread.of(megabytes);
        }
    }

    @Override
    public Section run() throws Exception {
        byte[] bytes = new byte[BYTES];
        for (int at = 0; at < BYTES; at++) bytes[at] = (byte) (at * 31 >> 3);
        try (BareSocket socket = BareSocket.open(BYTES);
                ProcessPool one = Processes.started(1, Echo.class);
                ProcessPool two = Processes.started(2, Echo.class)) {
            Way single = new Way("one process, one after the other", trips -> {
                for (int n = 0; n < trips; n++) check(bytes, one.submit(new Echo(bytes)));
            });
            List<Way> ways = List.of(new Way("bare Unix socket between two threads, no objects", trips -> {
                for (int n = 0; n < trips; n++) socket.roundTrip();
            }), single, new Way("two processes, two at a time", trips -> {
                for (int n = 0; n < trips / 2; n++) {
                    Submission<byte[]> first = one(two, bytes);
                    check(bytes, one(two, bytes));
                    check(bytes, first);
                }
            }));
            for (int round = -ROUNDS_TO_WARM; round < ROUNDS; round++) for (Way way : ways) round(way, round >= 0);
            return section(ways).atLeast("bytes one way, " + single.title, "%,.0f MB/s", single.spread().median(), 500);
        }
    }

    private static Submission<byte[]> one(ProcessPool pool, byte[] bytes) {
        return pool.submit(new Echo(bytes));
    }

    private static void check(byte[] sent, Submission<byte[]> work) throws Exception {
        byte[] back = work.get();
        if (back == sent || back.length != sent.length || back[BYTES - 1] != sent[BYTES - 1])
            throw new AssertionError("what comes back must be a copy of what was sent: bytes=" + back.length);
    }

    private static void round(Way way, boolean counts) throws Exception {
        long start = System.nanoTime();
        way.trips.make(TRIPS);
        if (counts) way.megabytes.add(TRIPS * (double) BYTES / 1e6 / ((System.nanoTime() - start) / 1e9));
    }

    private static Section section(List<Way> ways) {
        Section section = new Section().table("1 MiB there and back", "MB/s one way", "of the rounds",
                "ms a round trip");
        for (Way way : ways) {
            Spread spread = way.spread();
            section.row(way.title, Section.show("%,.0f", spread.median()),
                    Section.show("%,.0f", spread.least()) + "–" + Section.show("%,.0f", spread.most()),
                    Section.show("%.2f", BYTES / 1e3 / spread.median()));
        }
        return section;
    }
}
