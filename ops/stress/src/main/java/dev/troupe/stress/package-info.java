/// jcstress tests of what threads share. The tests stand in the packages of what they test, in `dev.troupe.internal`;
/// what is wrong on purpose, and must be found by them, stands in the test sources.
package dev.troupe.stress;
