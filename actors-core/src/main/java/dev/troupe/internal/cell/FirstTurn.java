package dev.troupe.internal.cell;

/// The first turn of a role is over. Put before all else when that turn begins, so that it comes up when it is over.
final class FirstTurn extends Signal {
    final Role<?> role;

    FirstTurn(Role<?> role) {
        this.role = role;
    }
}
