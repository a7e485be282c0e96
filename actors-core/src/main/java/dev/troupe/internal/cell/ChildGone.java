package dev.troupe.internal.cell;

/// Tells a parent that a child has ended, where the two don't share a lane.
final class ChildGone extends Signal {
    final Cell<?> child;

    ChildGone(Cell<?> child) {
        this.child = child;
    }
}
