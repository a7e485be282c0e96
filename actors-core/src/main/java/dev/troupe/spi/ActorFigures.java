package dev.troupe.spi;

import org.jspecify.annotations.Nullable;

/// One actor at a moment.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="actors"}
///
/// @param path its name
/// @param group its group, see [GroupFigures]
/// @param messages the class of its messages
/// @param kind `body` or `handler`
/// @param state what it does
/// @param waitsFor what its body waits for, in words; null if it doesn't wait, or for any message
/// @param depth how many messages wait for it, the one in hand not among them
/// @param oldestNanos how long the oldest of them has waited at least, in nanoseconds, which is known from one poll of rows to the
///        next; `-1` if nothing waits
/// @param processed how many messages it has taken, in all its lives
/// @param rate how many of them a second since an earlier look at its row, about a second ago or longer; `-1` if there was no such
///        look yet
/// @param restarts how many restarts it has had
/// @param lastFailure what it crashed with last, cut to a thousand characters, if that is among the last failures of the system; else
///        null
/// @param spawnedBy the class that its behavior is written in
/// @param spawnedAt file and line where it was spawned; null unless the system property `troupe.spawn.lines` is `true`
/// @param scheduler what gives it turns, by name
/// @param parent its parent's name; null at the top
public record ActorFigures(String path, String group, String messages, String kind, ActorState state,
        @Nullable String waitsFor, int depth, long oldestNanos, long processed, double rate,
        int restarts, @Nullable String lastFailure, String spawnedBy, @Nullable String spawnedAt, String scheduler,
        @Nullable String parent) {}
