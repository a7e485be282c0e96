package dev.troupe.spi;

import java.util.List;
import java.util.Map;

/// Sums over a system at a moment. Counts are since it was made.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="inspection"}
///
/// @param live how many actors live
/// @param started how many were spawned
/// @param stopped how many have ended, by reason: `normal`, `stopped`, `killed`, `failed`, `unreachable`
/// @param sent how many messages mailboxes have accepted
/// @param processed how many messages actors have taken
/// @param waiting how many messages wait
/// @param deepest how many wait in the fullest mailbox
/// @param dropped how many messages mailboxes have dropped, by reason: `oldest`, `newest`, `unplaceable`; each is a dead letter, too
/// @param deadLetters how many dead letters, by the reasons of `DeadLetter.Reason` in lower case
/// @param failures crashes by exception and directive
/// @param restarts how many restarts
/// @param asks how many asks have ended, by outcome: `answered`, `timeout`, `absent`, `stopped`, `crashed`, `refused`,
///        `abandoned`
/// @param asksPending how many asks wait for their answer
/// @param timersPending how many timers are set
/// @param registrySize how many names are taken
public record Totals(long live, long started, Map<String, Long> stopped, long sent, long processed, long waiting,
        long deepest, Map<String, Long> dropped, Map<String, Long> deadLetters, List<FailureCount> failures,
        long restarts, Map<String, Long> asks, long asksPending, long timersPending, long registrySize) {
    /// Crashes of one kind. Past 100 kinds, further exceptions are counted as `other`.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="inspection"}
    ///
    /// @param exception the class of what was thrown
    /// @param directive what the actor's policy made of it: `resume`, `restart`, `stop`, `escalate`
    /// @param count how many
    public record FailureCount(String exception, String directive, long count) {}
}
