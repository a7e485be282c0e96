package dev.troupe.internal.cell;

/// A handler's role has messages in a backlog, and takes the next one.
final class Drain extends Signal {}
