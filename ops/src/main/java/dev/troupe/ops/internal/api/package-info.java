/// The views as JSON: what a request may ask, and what it is answered. Knows nothing of connections.
package dev.troupe.ops.internal.api;
