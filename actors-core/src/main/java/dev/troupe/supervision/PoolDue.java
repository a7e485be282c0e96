package dev.troupe.supervision;

/// A back-off is over. A class and not a record: one that has been cancelled is told from the next by its identity.
final class PoolDue<A, M> implements PoolMessage<A, M> {
    final Member<M> member;

    PoolDue(Member<M> member) {
        this.member = member;
    }
}
