package dev.troupe.internal.worker;

import java.util.List;

/// The workers of lanes at a moment, spare ones among them.
///
/// @param workers those that are there
/// @param turnsOfGone how many turns those took that have gone
/// @param roundsOfGone how many rounds those made
public record CrewFacts(List<WorkerFacts> workers, long turnsOfGone, long roundsOfGone) {
    static final CrewFacts NONE = new CrewFacts(List.of(), 0, 0);

    /// How many turns all have taken. Never less than at a look before.
    public long turns() {
        return turnsOfGone + workers.stream().mapToLong(WorkerFacts::turns).sum();
    }

    /// How many rounds all have made; likewise.
    public long rounds() {
        return roundsOfGone + workers.stream().mapToLong(WorkerFacts::rounds).sum();
    }
}
