/// What the rooms of the kernel share and what a test or a simulation may own later: the choice of what runs
/// next, the token that names the thread allowed to touch a scheduler's state, a lock without a queue, and futures that know
/// what they need. Knows nothing of actors.
package dev.troupe.internal.port;
