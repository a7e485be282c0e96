/// Coroutines: stacks that can be left and entered again, in three engines behind one contract.
///
/// - [dev.troupe.internal.coroutine.Coroutine]: one stack. It is *stepped* by a caller and *yields* back to it.
/// - [dev.troupe.internal.coroutine.Chain]: a body and the coroutines it has called and not got back from; one of them
///   runs at a time, and what any of them waits for suspends the whole chain.
/// - [dev.troupe.internal.coroutine.Driver]: whoever resumes chains.
/// - [dev.troupe.internal.coroutine.Engine]: chosen once for each JVM. `MountedEngine` is what the two engines that mount
///   a stack on the driver's thread have in common; `BatonEngine` hands a baton from thread to thread instead.
///
/// Each of the JDK's internals is named in one file: `VirtualEngine` and `ContinuationEngine`. Nothing here knows of
/// actors, mailboxes or schedulers.
package dev.troupe.internal.coroutine;
