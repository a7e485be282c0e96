package dev.troupe.bench;

import org.openjdk.jmh.annotations.Fork;

/// [BodyHop] under the engine `baton`.
///
/// A hop is one message received and the next one told: one body is resumed, puts a message, and suspends.
@Fork(jvmArgsAppend = Hop.BATON)
public class BodyHopOnBaton extends BodyHop {}
