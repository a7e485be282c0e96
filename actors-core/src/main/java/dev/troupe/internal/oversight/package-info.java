/// What the kernel offers to supervisors: children that halt instead of ending, and start again with the same name and
/// mailbox; and to those who share work out, how much an actor has to do. [dev.troupe.supervision] and [dev.troupe.routing] are
/// built on this and on the public face alone.
package dev.troupe.internal.oversight;
