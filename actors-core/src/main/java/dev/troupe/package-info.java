/// Actors as named generators with mailboxes, driven by a message scheduler on a deque, or by several threads
/// ([dev.troupe.Scheduler]).
///
/// Start at [dev.troupe.ActorSystem]. An actor is a body ([dev.troupe.Actor]) or a handler ([dev.troupe.Handler]); it is
/// sent messages through an [dev.troupe.ActorRef] or by its name.
///
/// # What always holds
///
/// Tests cite these by number.
///
/// 1. **One at a time.** A body or handler never runs on two threads at once, and never inside itself: `tell` only puts
///    into a mailbox. What one turn wrote, the next turn sees, whatever thread runs it.
/// 2. **Order.** Messages from one sender to one receiver arrive in the order sent, none twice. The deque delivers in the
///    order sent across the whole system, so output is the same on each run as long as nothing comes from the clock, other
///    threads or a blocking call. On other schedulers there is no such order of all.
/// 3. **No loss in silence.** Every message is processed, still waiting, or a dead letter with a reason.
/// 4. **`tell` never blocks a scheduler thread.** It returns a [dev.troupe.SendResult]; anything but `ACCEPTED` already is a
///    dead letter. `offer` gives the same values, never suspends and makes no dead letter. On a full mailbox whose policy is
///    *suspend*, a coroutine waits; a handler, an outside thread and a send to oneself get `FULL`. If the target stops
///    meanwhile, the `tell` that waits returns `STOPPED`. `ActorRef.tell` never throws but for null or a wrong class; by name,
///    and `spawn`, throw on a closed system.
/// 5. **A crash is contained.** It is reported and stops its actor, with its children; the others go on. Nothing restarts
///    unasked. With a [dev.troupe.RestartPolicy] the actor restarts: the message in hand is reported and not given again
///    unless the policy says so, the rest of the mailbox stays in order, the name, every reference and every watch live on,
///    and the new life starts in the turn that ended the old one, or when its children have ended. An actor's own policy
///    comes first; when it gives up, a supervisor's child spec decides ([dev.troupe.supervision]).
/// 6. **Stopping unwinds.** A stop is raised at the suspension point as a [dev.troupe.coroutine.Unwind], an `Error`, so that
///    `catch (Exception e)` in a receive loop doesn't swallow it. After that `receive` raises again each time; other waits
///    work, so that `finally` can flush, until the limit of the actor's [dev.troupe.Shutdown] or of `close()`, and then raise
///    as well. A kill is a stop without that time. Children end before parents.
/// 7. **Waiting ends.** An ask fails at its limit, or at once when its target is absent, stops, or crashes after taking that
///    message. A wait that closes a circle of asks, task awaits and full mailboxes fails when it closes, with a
///    [dev.troupe.DeadlockException] whose text is the circle, on every scheduler; `run()` throws it, too, when it next goes
///    idle, unless a body caught it. Awaiting `Task.all`, or what `thenApply` and the like derive from a task, is awaiting the tasks; a stage that
///    somebody else may complete as well is in no circle. Senders that nobody can release are reported the same way.
/// 8. **Watching tells last.** Stop, kill and link exit overtake messages; the watch message doesn't: it comes behind
///    everything the target ever sent to that watcher, exactly once, past any bound. In a priority mailbox its order gives it
///    its place.
/// 9. **Any thread may call** `ActorSystem` and `ActorRef`. A context belongs to its own body: used elsewhere, it refuses,
///    and the refusal also reaches the failure listeners.
/// 10. **Failures are seen.** With no SLF4J provider, failures, dead letters and warnings go to `System.err`. Listeners
///     replace that.
package dev.troupe;
