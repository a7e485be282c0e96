/// What becomes a meter: the figures of one poll, and what a probe has heard. Knows nothing of dashboards.
package dev.troupe.ops.internal.meters;
