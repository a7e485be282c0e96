/// Supervisors: actors that start, restart and stop other actors, in Erlang's manner.
///
/// A [Supervisor] has an ordered list of [ChildSpec]s and one of three strategies (one for one, one for all, rest for one);
/// a [Pool] has any number of like children. Both are actors like any other, and are spawned by their props.
///
/// Who decides what becomes of an actor that ends by itself:
///
/// 1. its own [dev.troupe.RestartPolicy], if it has one;
/// 2. when that gives up, its supervisor, by the child spec's [dev.troupe.RestartType], as often as the intensity allows;
/// 3. when that is exceeded, the supervisor's supervisor, by *its* spec, and so on; at the top the actor stays ended.
///
/// # Where it differs from Erlang/OTP
///
/// The meaning is that of OTP's `supervisor`, with these exceptions.
///
/// | OTP | here |
/// |---|---|
/// | a child has started when its `init` returns | it has when its first turn is over, which goes up to its first wait; so does a nested supervisor, which starts its own children side by side with its parent's next ones, and for which a failed start among them is a crash like another |
/// | `init` may answer `ignore` or an error | a crash in the first turn is a failed start; a child that returns or stops in it has started and ended |
/// | a restarted process has a new pid and an empty mailbox | a restarted child keeps its references, its name, who watches it, and its mailbox but for the message in hand; it is *halted* between two lives, and its watchers hear nothing |
/// | a process can be killed by anybody, and is restarted by its spec | so it is here; but that end was final for its mailbox and references: the next life is a new incarnation of the same name |
/// | `shutdown` is an exit reason like another | it is [dev.troupe.ExitReason.Stopped]: somebody else stopped the child; a permanent one is spawned anew, a transient or temporary one is not |
/// | a supervisor that gives up, or whose children don't start, exits with `shutdown`, so a transient one is not restarted | it crashes, so a transient one is |
/// | restarts at once | at once, or after a [dev.troupe.BackOff], during which the group that is restarted together stays halted |
/// | a failed restart is tried again for ever within the intensity, at once | so it is, each counted as another restart, each after the back-off |
/// | a process has no restart policy of its own | an actor may have one, which comes first; a spec for such an actor is logged once |
/// | a child's exit reason is its supervisor's business only through a link | an actor is its parent's child without a link; links are for actors side by side, and a linked exit is a crash like another |
/// | `simple_one_for_one` starts its children one after the other | a [Pool] starts and ends any number side by side |
/// | a spec has a shutdown and says whether its child is a supervisor | the props have one, five seconds by default and infinite in a supervisor's; the spec's own replaces it |
/// | terminating the child that the restart of a group waits for leaves the rest of the group down | the rest is started at once |
/// | `hibernate`, code change, `sys` messages, `get_callback_module` | none |
///
/// What may surprise, and is as in OTP: the default intensity is one restart within five seconds; a child that was
/// terminated by a command, or has ended normally, is started again when its *one for all* or *rest for one* group is; a
/// temporary child of such a group is forgotten; a permanent child is not restarted more gently because it ended normally;
/// children started by a command are forgotten when the supervisor itself is restarted.
///
/// # What must show
///
/// Tests of the whole library cite these by number.
///
/// - **S1** Permanent, transient and temporary actors after a normal end, after a stop by somebody else, and after a throw.
/// - **S2** One for one, one for all, rest for one: who begins anew and who keeps its state.
/// - **S3** When the intensity is exceeded, the supervisor and its children stop, and the parent is told.
/// - **S4** The window of the intensity slides.
/// - **S5** A restart that fails counts, and escalates at the limit.
/// - **S6** At the shutdown limit the child that doesn't stop is killed; one that does ends normally.
/// - **S7** A brutal kill leaves out clean-up hooks, but not the registry.
/// - **S8** Children stop in the reverse order of starting.
/// - **S9** A pool of children that each take a second to stop, stops in the longest of their times and not in their sum.
/// - **S10** A start that fails frees every name.
/// - **S11** Watching: a stop, one that is dead already, twice, an unwatch that races, a restart, the reason.
/// - **S12** An exit of a linked actor that isn't handled ends the other; a trapped one is a message.
/// - **S13** Before a parent restarts, its children are stopped.
/// - **S14** In its reaction to an end, the watcher can use the name again.
/// - **S15** Back-off keeps messages in order, up to the mailbox's bound.
/// - **S16** What is stashed survives a restart.
/// - **S17** To stop 10,000 children takes a supervisor ten times the operations on mailboxes and registry that 1,000 take.
/// - **S18** After a million restarts the heap is as large as before.
/// - **S19** `finally` blocks run on a stop, a restart and a close; they may send and wait until the limit and not past it. A
///   receive loop that catches `Exception` stops all the same.
/// - **S20** An `Error` that is no [dev.troupe.coroutine.Unwind] (out of memory, stack overflow, linkage) is contained or stops
///   the system, by a rule that is written down, and is never swallowed.
package dev.troupe.supervision;
