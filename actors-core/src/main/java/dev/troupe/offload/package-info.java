/// Thread and process pools for work that must not hold up actors. Knows nothing of actors.
package dev.troupe.offload;
