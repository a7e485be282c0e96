/// What a probe hears, carried out of the actors' turns. Knows nothing of meters and dashboards.
package dev.troupe.ops.internal.listen;
