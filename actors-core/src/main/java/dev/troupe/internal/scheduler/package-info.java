/// What runs next: lanes and the entries that wait in them, the deque that is one lane for all, and timers. The scheduler knows
/// things that take turns and what has to be resumed for a turn, never an actor or a coroutine: those are type parameters
/// here. JCTools is named in `Inbox` and `Alarm` only.
package dev.troupe.internal.scheduler;
