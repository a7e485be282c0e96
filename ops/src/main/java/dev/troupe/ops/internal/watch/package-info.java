/// What is collected while somebody watches: ticks, rates, sampled times, warnings. Knows nothing of HTTP and JSON.
package dev.troupe.ops.internal.watch;
