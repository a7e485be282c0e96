/// What it costs to hand work to pools of threads and of processes. See `README.md` of this module.
///
/// - [dev.troupe.bench.offload.Offload]: runs each program in a JVM of its own and writes the tables.
/// - [dev.troupe.bench.offload.What]: the programs.
/// - [dev.troupe.bench.offload.Section]: what a program has to say.
package dev.troupe.bench.offload;
