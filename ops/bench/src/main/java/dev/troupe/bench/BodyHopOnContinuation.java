package dev.troupe.bench;

import org.openjdk.jmh.annotations.Fork;

/// [BodyHop] under the engine `continuation`.
///
/// A hop is one message received and the next one told: one body is resumed, puts a message, and suspends.
@Fork(jvmArgsAppend = {Hop.CONTINUATION, Hop.EXPORT_VM})
public class BodyHopOnContinuation extends BodyHop {}
