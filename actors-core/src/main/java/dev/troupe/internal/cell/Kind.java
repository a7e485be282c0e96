package dev.troupe.internal.cell;

/// What actors of the same behavior and message class have in common for who looks on.
///
/// @param group what their figures are summed up by
/// @param writtenIn the class that their behavior is written in
record Kind(Group group, String writtenIn) {}
