/// Child JVMs that do one task at a time each. Knows nothing of actors.
///
/// ```
///   parent                                                     child
///   Processes ── who is idle, losses, back-off, close
///      ├─ Call ── one task's way through a child, which can be cut short
///      └─ Worker ── one child: its process, its end            Child ── reads a task, runs it, answers
///           ├─ Courier ═══ Unix domain socket, frames ═══════ Courier
///           ├─ stdin of the child: the life line ───────────▶ at its end the child halts
///           └─ Output ◀── stdout and stderr, one pipe ─────── whatever the task or the JVM prints
/// ```
///
/// A [dev.troupe.internal.process.Worker] is used by the thread that leased it, and by whoever ends it. What runs in the child
/// touches no logger: nothing else may be on its class path.
package dev.troupe.internal.process;
