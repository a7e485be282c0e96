/// Benchmarks: hops bare and through the library, creation, footprint, a long rally. See `README.md` of this module.
///
/// - [dev.troupe.bench.Bench]: what `ops/troupe bench` starts.
/// - [dev.troupe.bench.Hop]: what all hop benchmarks have in common; the classes named `Bare…` are the yardsticks.
/// - [dev.troupe.bench.Goals]: runs them in rounds and compares.
package dev.troupe.bench;
