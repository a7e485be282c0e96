/// What the kernel offers to supervisors: children that halt instead of ending, and start again with the same name and
/// mailbox. [dev.troupe.supervision] is built on this and on the public face alone.
package dev.troupe.internal.oversight;
