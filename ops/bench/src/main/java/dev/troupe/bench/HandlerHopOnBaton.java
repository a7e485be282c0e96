package dev.troupe.bench;

import org.openjdk.jmh.annotations.Fork;

/// As [HandlerHop], in a JVM without flags: there `run()` hosts its loop on a virtual thread.
///
/// A hop is one message taken from the deque and the next one put, through one interface call: the handler's.
@Fork(jvmArgsAppend = Hop.BATON)
public class HandlerHopOnBaton extends HandlerHop {}
