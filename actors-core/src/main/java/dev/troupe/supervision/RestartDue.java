package dev.troupe.supervision;

/// A back-off is over. A class and not a record: one that has been cancelled is told from the next by its identity.
final class RestartDue implements SupervisorMessage {
    /// The child whose fall began it.
    final Entry culprit;

    RestartDue(Entry culprit) {
        this.culprit = culprit;
    }
}
