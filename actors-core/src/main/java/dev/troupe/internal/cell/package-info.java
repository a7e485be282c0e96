/// Actors: each is a cell, which has a name and a place among its parent's children, and plays a role: not started, a body,
/// a handler, or over.
///
/// - [dev.troupe.internal.cell.Cell]: what others refer to, and what the scheduler gives turns to; its life from spawn to
///   end.
/// - [dev.troupe.internal.cell.Role]: what takes the messages. Of each kind one class.
/// - [dev.troupe.internal.cell.Context]: what the actor's own code sees.
/// - [dev.troupe.internal.cell.Home]: what all cells of a system share.
///
/// All state of a cell belongs to the holder of the scheduler's token, but for what `Cell` marks *any thread*.
package dev.troupe.internal.cell;
