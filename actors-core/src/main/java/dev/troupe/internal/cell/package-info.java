/// Actors: each is a cell, which has a name and a place among its parent's children, and plays a role: not started, a body,
/// a handler, or over.
///
/// - [dev.troupe.internal.cell.Cell]: what others refer to, and what the scheduler gives turns to; its life from spawn to
///   end.
/// - [dev.troupe.internal.cell.Role]: what takes the messages. Of each kind one class.
/// - [dev.troupe.internal.cell.Context]: what the actor's own code sees.
/// - [dev.troupe.internal.cell.Home]: what all cells of a system share.
///
/// Actors share nothing but their system: all state of a cell belongs to the holder of its lane (on the deque, one lane for all),
/// but for what is marked *any thread*. What one does to another goes as an entry, so that it doesn't matter whose lane is whose;
/// where both are on one lane, some of it is done on the spot, which keeps the deque's order.
package dev.troupe.internal.cell;
