package dev.troupe.offload;

import dev.troupe.internal.process.Settings;

/// What a pool has been built with, for tests of what is below it.
@SuppressWarnings("exports") // for tests within
public final class PoolSettings {
    private PoolSettings() {}

    public static Settings of(ProcessPool.Builder builder) {
        return builder.settings();
    }
}
