package dev.troupe.internal.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/// A count for each constant of some kind; counting makes nothing, and words are made for who looks on. Any thread may call it.
@SuppressWarnings("EnumOrdinal") // for places in an array of the same constants only
final class Counts<E extends Enum<E>> {
    private final E[] constants;
    private final AtomicReferenceArray<LongAdder> adders; // each made on first need

    /// @param constants all of them, in their order
    Counts(E[] constants) {
        this.constants = constants;
        this.adders = new AtomicReferenceArray<>(constants.length);
    }

    void count(E constant) {
        LongAdder known = adders.get(constant.ordinal());
        (known != null ? known : made(constant)).increment();
    }

    private LongAdder made(E constant) {
        adders.compareAndSet(constant.ordinal(), null, new LongAdder());
        return adders.get(constant.ordinal());
    }

    long sum() {
        long all = 0;
        for (int at = 0; at < constants.length; at++) {
            LongAdder known = adders.get(at);
            if (known != null) all += known.sum();
        }
        return all;
    }

    /// Of those that were counted, by their names in lower case.
    Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        for (E constant : constants) {
            LongAdder known = adders.get(constant.ordinal());
            if (known != null) sums.put(Tallies.word(constant), known.sum());
        }
        return sums;
    }
}
