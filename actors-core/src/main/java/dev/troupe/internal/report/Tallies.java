package dev.troupe.internal.report;

import dev.troupe.DeadLetter;
import dev.troupe.Directive;
import dev.troupe.ExitReason;
import dev.troupe.spi.Totals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts of what is rare beside messages. Any thread may call it: nobody writes these alone, so they are striped adders, none
/// of which is on the way of a message.
public final class Tallies {
    /// How an ask ends.
    public enum AskEnd {
        /// The answer came in time.
        ANSWERED,
        /// The limit was over.
        TIMEOUT,
        /// Nobody has the name.
        ABSENT,
        /// The target has stopped.
        STOPPED,
        /// The target has crashed with the question in its hands.
        CRASHED,
        /// The target's mailbox has no room.
        REFUSED,
        /// Nobody waits for the answer any more.
        ABANDONED
    }

    /// Why a mailbox drops a message.
    public enum Drop {
        /// To make room, the first.
        OLDEST,
        /// To make room, the last.
        NEWEST,
        /// Its order can't place it.
        UNPLACEABLE
    }

    private static final int KINDS = 100;
    private static final String OTHER = "other";

    private record Kind(String exception, String directive) {}

    private final LongAdder started = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final Map<String, LongAdder> stopped = new ConcurrentHashMap<>();
    private final Counts<DeadLetter.Reason> deadLetters = new Counts<>(DeadLetter.Reason.values());
    private final Counts<Drop> dropped = new Counts<>(Drop.values());
    private final Counts<AskEnd> asks = new Counts<>(AskEnd.values());
    private final Map<Kind, LongAdder> failures = new ConcurrentHashMap<>();

    Tallies() {}

    /// An actor has its name.
    public void started() {
        started.increment();
    }

    /// An actor has ended.
    ///
    /// @return the reason in one word
    public String stopped(ExitReason reason) {
        String word = switch (reason) {
            case ExitReason.Normal _ -> "normal";
            case ExitReason.Stopped _ -> "stopped";
            case ExitReason.Killed _ -> "killed";
            case ExitReason.Failed _ -> "failed";
            case ExitReason.Unreachable _ -> "unreachable";
        };
        count(stopped, word);
        return word;
    }

    /// A mailbox had accepted a message that nobody will take.
    public void lost() {
        lost.increment();
    }

    /// A mailbox drops a message.
    public void dropped(Drop why) {
        dropped.count(why);
    }

    /// An ask begins.
    public void asked() {
        asked.increment();
    }

    /// An ask has ended.
    public void askEnded(AskEnd end) {
        asks.count(end);
    }

    void deadLetter(DeadLetter.Reason reason) {
        deadLetters.count(reason);
    }

    void failed(Throwable cause, Directive directive) {
        Kind kind = new Kind(cause.getClass().getName(), word(directive));
        LongAdder known = failures.get(kind);
        if (known == null) {
            Kind kept = failures.size() < KINDS ? kind : new Kind(OTHER, kind.directive);
            known = failures.computeIfAbsent(kept, _ -> new LongAdder());
        }
        known.increment();
    }

    private static void count(Map<String, LongAdder> all, String word) {
        LongAdder known = all.get(word);
        if (known == null) known = all.computeIfAbsent(word, _ -> new LongAdder());
        known.increment();
    }

    /// A constant's name in lower case.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    // ---- for who looks on

    /// How many actors were spawned.
    public long startedCount() {
        return started.sum();
    }

    /// How many accepted messages nobody has taken.
    public long lostCount() {
        return lost.sum();
    }

    /// How many asks wait. The ended first: so there are never less than none.
    public long asksPending() {
        long ended = asks.sum();
        return Math.max(0, asked.sum() - ended);
    }

    /// Ends by reason.
    public Map<String, Long> stopped() {
        return sums(stopped);
    }

    /// Dead letters by reason.
    public Map<String, Long> deadLetters() {
        return deadLetters.sums();
    }

    /// Drops by reason.
    public Map<String, Long> dropped() {
        return dropped.sums();
    }

    /// Ends of asks by outcome.
    public Map<String, Long> asks() {
        return asks.sums();
    }

    /// Crashes by kind.
    public List<Totals.FailureCount> failures() {
        return failures.entrySet().stream()
                .map(each -> new Totals.FailureCount(each.getKey().exception, each.getKey().directive,
                        each.getValue().sum()))
                .sorted(Comparator.comparing(Totals.FailureCount::exception)
                        .thenComparing(Totals.FailureCount::directive))
                .toList();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> all) {
        Map<String, Long> sums = new TreeMap<>();
        all.forEach((word, count) -> sums.put(word, count.sum()));
        return sums;
    }
}
