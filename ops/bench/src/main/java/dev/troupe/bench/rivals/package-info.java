/// Troupe against others, with the same work. See `README.md` of this module.
///
/// - [dev.troupe.bench.rivals.Part]: a workload's actors are written once, against [dev.troupe.bench.rivals.Self].
/// - [dev.troupe.bench.rivals.Contender]: plays them; one small class for each library.
/// - [dev.troupe.bench.rivals.Contest]: what all workloads have in common.
/// - [dev.troupe.bench.rivals.Rivals]: runs all and writes the table.
package dev.troupe.bench.rivals;
