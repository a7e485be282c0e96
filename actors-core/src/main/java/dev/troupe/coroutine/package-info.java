/// Generators for their own sake: stacks that yield values out and take values in. Knows nothing of actors.
package dev.troupe.coroutine;
