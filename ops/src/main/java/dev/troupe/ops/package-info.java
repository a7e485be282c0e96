/// What shows a running actor system from outside: [dev.troupe.ops.ActorMetrics] and [dev.troupe.ops.JvmMeters] for Micrometer, and
/// the live dashboard. None of it is on the way of a message while nobody looks.
package dev.troupe.ops;
