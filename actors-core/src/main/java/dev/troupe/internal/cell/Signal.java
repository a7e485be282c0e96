package dev.troupe.internal.cell;

/// What an entry carries besides messages. A class, not an interface: the test for it stands on the way of every message,
/// and users can't make one.
abstract sealed class Signal
        permits Control, Unblocked, Drain, Wait, Enveloped, Tick, Outcome, Outcome.Limit, Knock, StopWithin, FirstTurn,
        Notice, Tie, Errand, ChildGone {}
