/// Many threads: each actor has a lane of its own, and lanes that have something waiting are given threads.
///
/// - [dev.troupe.internal.worker.ActorLane]: one actor's entries, and whether a thread sees to them.
/// - [dev.troupe.internal.worker.Threading]: how lanes get their threads; [dev.troupe.internal.worker.Pool] shares workers among
///   them, [dev.troupe.internal.worker.OwnThreads] starts one for each.
/// - [dev.troupe.internal.worker.Relief]: spare threads while all workers of a pool block.
/// - [dev.troupe.internal.worker.Activity]: whether anything goes on at all.
///
/// As in the scheduler's package, what takes turns and what is resumed for them are type parameters. JCTools is named in
/// [dev.troupe.internal.worker.Queues] and, for the one queue on the way of every message, in `ActorLane`.
package dev.troupe.internal.worker;
