package dev.troupe.threads;

import static java.util.stream.IntStream.range;

import dev.troupe.ActorRef;
import dev.troupe.Scheduler;
import dev.troupe.SendResult;
import dev.troupe.threads.Receiver.Numbered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Many messages from many threads to many actors, each of which passes on to a neighbour whatever comes from outside: half
/// of the messages are sent by threads, half by actors. One half of the threads sends to the actors in turn, the other half
/// several times in a row to each.
///
/// @param messages how many there will be in all
/// @param senders how many threads send
/// @param actors how many receive
/// @param scheduler what gives them turns
/// @param kind bodies or handlers
record Soak(long messages, int senders, int actors, Scheduler scheduler, Kind kind) {
    /// A sender's credit comes back each time that an actor has got so many of its messages.
    static final int LAP = 4;
    private static final int LAPS_AHEAD = 2;
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /// What has come of it.
    ///
    /// @param messages how many were sent
    /// @param lost how many didn't arrive
    /// @param doubled how many arrived again
    /// @param reordered how many arrived behind a later one of the same sender
    /// @param overlaps how many turns began inside another of the same actor, or did not see what the one before wrote
    /// @param reported how many failures, dead letters, sends refused and sends given up there were
    /// @param quiet whether the system became quiet
    /// @param seconds how long it took
    record Outcome(long messages, long lost, long doubled, long reordered, long overlaps, long reported, boolean quiet,
            double seconds) {
        boolean isClean() {
            return quiet && lost == 0 && doubled == 0 && reordered == 0 && overlaps == 0 && reported == 0;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "messages=%d lost=%d doubled=%d reordered=%d overlaps=%d reported=%d quiet=%b seconds=%.2f",
                    messages, lost, doubled, reordered, overlaps, reported, quiet, seconds);
        }
    }

    /// Runs it to the end, and prints what has come of it.
    Outcome run() throws InterruptedException {
        long start = System.nanoTime();
        Semaphore[] credits = Stream.generate(() -> new Semaphore(LAPS_AHEAD * LAP * Math.max(actors, 1_000)))
                .limit(senders)
                .toArray(Semaphore[]::new);
        List<Receiver> receivers = range(0, actors).mapToObj(n -> new Receiver(n % 2 == 0, credits)).toList();
        AtomicLong sent = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        boolean quiet;
        long reported;
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            List<ActorRef<Numbered>> refs = new ArrayList<>();
            for (int n = 0; n < actors; n++) {
                Receiver one = receivers.get(n);
                int neighbour = (n + 1) % actors;
                refs.add(ensemble.system.spawn("r" + n,
                        kind.props(Numbered.class, (self, message) -> one.take(message, refs.get(neighbour)))));
            }
            List<Thread> threads = range(0, senders).mapToObj(sender -> Thread.ofPlatform().name("sender-" + sender)
                    .start(() -> send(sender, refs, credits[sender], sent, refused))).toList();
            if (scheduler.kind() == Scheduler.Kind.DEQUE)
                while (threads.stream().anyMatch(Thread::isAlive)) ensemble.system.run(Duration.ofMillis(20));
            for (Thread thread : threads) thread.join();
            quiet = ensemble.system.run(SILENCE);
            reported = ensemble.failures.size() + ensemble.deadLetters.size() + refused.get();
        }
        long all = 2 * sent.get();
        long doubled = receivers.stream().mapToLong(one -> one.doubled).sum();
        long lost = all - receivers.stream().mapToLong(Receiver::received).sum() + doubled;
        Outcome outcome = new Outcome(all, lost, doubled, receivers.stream().mapToLong(one -> one.reordered).sum(),
                receivers.stream().mapToLong(one -> one.overlaps).sum(), reported, quiet,
                (System.nanoTime() - start) / 1e9);
        System.out.println("soak " + scheduler + " " + kind + " " + outcome);
        return outcome;
    }

    /// Sends one thread's share; gives up when nobody takes anything any more.
    private void send(int sender, List<ActorRef<Numbered>> refs, Semaphore credit, AtomicLong sent,
            AtomicLong refused) {
        long share = messages / 2 / senders;
        int lap = LAP * actors;
        int burst = sender % 2 == 0 ? 1 : LAP;
        int[] numbers = new int[actors];
        for (long n = 0; n < share; n++) {
            if (n % lap == 0 && !granted(credit, lap)) {
                refused.addAndGet(share - n);
                share = n;
                break;
            }
            int to = (int) ((n / burst + (long) sender * actors / senders) % actors);
            if (refs.get(to).tell(new Numbered(sender, numbers[to]++)) != SendResult.ACCEPTED)
                refused.incrementAndGet();
        }
        sent.addAndGet(share);
    }

    private static boolean granted(Semaphore credit, int lap) {
        try {
            return credit.tryAcquire(lap, SILENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            return false;
        }
    }
}
