package dev.troupe.bench.offload;

import dev.troupe.offload.ProcessTask;

/// Work for a process that gives back what it was given.
final class Echo implements ProcessTask<byte[]> {
    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    Echo(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte[] call() {
        return bytes;
    }
}
