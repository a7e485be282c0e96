package dev.troupe.bench.offload;

/// Bytes to a process and back.
final class Payload implements What.Program {
    @Override
    public Section run() {
        return new Section();
    }
}
