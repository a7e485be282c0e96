package dev.troupe.internal.cell;

/// Something to be done in a turn of the one it goes to, since it touches that one's state.
final class Errand extends Signal {
    final Runnable work;

    Errand(Runnable work) {
        this.work = work;
    }
}
