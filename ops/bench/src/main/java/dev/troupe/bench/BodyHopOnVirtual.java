package dev.troupe.bench;

import org.openjdk.jmh.annotations.Fork;

/// [BodyHop] under the engine `virtual`.
///
/// A hop is one message received and the next one told: one body is resumed, puts a message, and suspends.
@Fork(jvmArgsAppend = {Hop.VIRTUAL, Hop.OPEN_LANG})
public class BodyHopOnVirtual extends BodyHop {}
