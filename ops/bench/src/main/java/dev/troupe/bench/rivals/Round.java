package dev.troupe.bench.rivals;

/// One go of a workload, from the first message until the last has arrived; throws if the outcome is wrong.
interface Round {
    void play() throws Exception;
}
