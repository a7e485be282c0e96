/// What other modules and tests plug into a system, or see of it: the clock, figures to be polled, and probes.
///
/// These types know nothing but the JDK's: who an actor is is said by its name, what a message is by the name of its class. So
/// meters, dashboards and other processes can hold and send them as they are, and keep nothing of the system alive.
///
/// # Figures that cost nothing
///
/// A message takes some nanoseconds from handler to handler, so nothing may be written for it that two threads write, no clock
/// may be read, and nobody may be called. What is there:
///
/// | figure | written by | where |
/// |---|---|---|
/// | messages taken, for each actor | who holds its lane, one plain increment | in the actor |
/// | messages put, for each actor on the deque | who holds the deque, one plain increment | in the actor |
/// | signals put, for each actor on a lane of its own | who puts them, one atomic addition; messages pass by | in the lane |
/// | turns | who drives the deque; a worker, once for each batch | the deque; the worker's own fields, padded |
/// | rounds, steals, parks, time asleep | the worker, when it parks or steals | the same |
/// | spawns, ends, crashes, dead letters, drops, asks | any thread, striped adders | the system, for these are rare |
///
/// All the rest is derived by who polls, which reads plain fields without order:
///
/// - *Messages processed* are those that the living have taken, and an account of those that have ended. The account is read
///   first: who goes over to it meanwhile is missed once and never counted twice; and a sum that was shown isn't taken back.
/// - *Messages waiting*: on a lane of its own an actor's queue is counted, in a pass over its nodes that harms nobody, less the
///   signals in it, which are counted as they are put and taken, for they are few. What has come is counted there as it is taken out. In the
///   deque the messages of all stand in one ring, so an actor's own are what was put less what was taken. A pass over the deque in
///   a turn of nobody's would need no count at all; but it waits for a turn just when one doesn't end, and holds up all
///   others for as long as the backlog is. The increment that spares it can't be told from noise.
/// - *Messages sent* are those processed, waiting and lost (accepted, and dead letters later). Senders count nothing: on
///   several threads they would have to find their own counter first.
///   No look may count a message twice, since what was shown too much could not be taken back: so where messages go to is read
///   before where they come from.
/// - *Busy time* is the time in which a worker hasn't slept; it looks at the clock when it parks, which costs far more.
/// - *How long a turn runs* is seen from one poll to the next, since a worker whose count stands still is in the same one.
/// - *How long what is ready waits for a thread* is seen by a pilot, an entry of nobody's that the poll sends on its way.
/// - *A rate* is since an earlier look at the same row. What is noted of a look stands in the actor, so it ends with it, and with the
///   last attachment.
/// - *Age*: what waited at one poll and is not taken at the next has waited that long.
///
/// # What is heard
///
/// Rare events ask whether there is a probe, and make what it is told only then. Times are sampled. Each actor has the
/// mask of its own count: while nobody is attached it never fits but once in 2^32 messages, when the counter goes over and
/// must carry. With a probe it fits one message of 64, and in turn that one is timed, or the actor asks whoever sends it the next message
/// to note the time, for a look at the clock takes as long as some messages do. So the choice is made by the receiver alone, in fields that are at hand, and a sender only looks at one of
/// them. A trace is a mask that always fits.
package dev.troupe.spi;
