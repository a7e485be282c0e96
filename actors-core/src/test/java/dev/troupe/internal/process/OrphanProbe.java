package dev.troupe.internal.process;

import dev.troupe.offload.PoolSettings;
import dev.troupe.offload.ProcessPool;
import java.nio.file.Path;

/// A parent that is killed: one child hangs in a task, another is idle.
final class OrphanProbe {
    private OrphanProbe() {}

    public static void main(String[] args) throws Exception {
        Processes processes = new Processes(PoolSettings.of(ProcessPool.builder().allow(Tasks.class).heapBytes(32 << 20)
                .jvmOptions("-XX:TieredStopAtLevel=1").addClassPath(Path.of(args[0]))
                .output((worker, line) -> System.out.println(line))));
        Thread.ofPlatform().start(() -> {
            try {
                processes.call(Tasks.hangs(), 0);
            } catch (Exception e) {
                System.out.println(e);
            }
        });
        System.out.println("idle " + processes.call(Tasks.pid(), 0));
    }
}
