/// What runs next. The scheduler knows things that take turns and what has to be resumed for a turn, never an actor or a
/// coroutine: those are type parameters here. JCTools is named in `Inbox` only.
package dev.troupe.internal.scheduler;
