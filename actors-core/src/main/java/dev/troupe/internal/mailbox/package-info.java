/// Queues of one actor's own. Most actors never need one: the scheduler's deque carries their messages.
package dev.troupe.internal.mailbox;
