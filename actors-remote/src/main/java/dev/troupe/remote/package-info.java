/// Will hold the same actor references across machines: a transport on an existing cluster engine, behind the
/// port that the core offers. Empty today.
package dev.troupe.remote;
