/// Pools for work that computes, beside the actors that wait for it: threads ([dev.troupe.offload.ThreadPool]), and child
/// JVMs for what must not take the application down with it ([dev.troupe.offload.ProcessPool]).
///
/// A body suspends until the result is there, and goes on in a turn of its own scheduler; see
/// [dev.troupe.TaskContext#offload(java.util.concurrent.Callable)]. The pools know nothing of actors, so any thread may use
/// them as well: [dev.troupe.offload.ThreadPool#submit] never waits, and gives the future of the result.
///
/// *Words.* Work is *queued* when the pool has taken it, up to its bound; beyond that it *stands in line* for room. It is
/// *active* while it runs.
package dev.troupe.offload;
