package dev.troupe.internal.process;

import dev.troupe.offload.PoolSettings;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import java.nio.file.Path;
import java.util.Optional;

/// A parent that is killed: one child hangs in a task, another, which has started a process, is idle; or one
/// has just been started. Or one that is content.
final class OrphanProbe {
    private OrphanProbe() {}

    public static void main(String[] args) throws Exception {
        Processes processes = new Processes(PoolSettings.of(ProcessPool.builder().allow(Tasks.class).heapBytes(32 << 20)
                .jvmOptions("-XX:TieredStopAtLevel=1").addClassPath(Path.of(args[0]))
                .output((worker, line) -> System.out.println(line))));
        switch (args[1]) {
            case "once" -> {
                System.out.println("answered " + processes.call(Tasks.doubled(21), 0));
                processes.close();
                return;
            }
            case "starting" -> {
                start(processes, Tasks.pid());
                Optional<ProcessHandle> child;
                do child = ProcessHandle.current().children() // a copy of this process, for a moment, and then a shell
                        .filter(one -> one.info().command().orElse("").endsWith("java")
                                && one.info().commandLine().orElse("").contains("@"))
                        .findAny();
                while (child.isEmpty());
                System.out.println("starting " + child.get().pid());
                return;
            }
            default -> start(processes, Tasks.hangs());
        }
        System.out.println("started " + processes.call(Tasks.startsAProcess(), 0));
        System.out.println("idle " + processes.call(Tasks.pid(), 0));
    }

    private static void start(Processes processes, ProcessTask<?> task) {
        Thread.ofPlatform().start(() -> {
            try {
                processes.call(task, 0);
            } catch (Exception e) {
                System.out.println(e);
            }
        });
    }
}
