package dev.troupe.tools;

import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ThreadPool;
import org.jspecify.annotations.Nullable;

/// A lively system to look at: a rally, a dispatch with a slow worker, a shop whose till crashes, users who come and go, and sums
/// that are offloaded. It has threads of its own. Any thread may close it.
public final class DemoSystem implements AutoCloseable {
    private static final int WORKERS = 2;

    private final ActorSystem system;
    private final ThreadPool threads;
    private final @Nullable ProcessPool processes;

    private DemoSystem(boolean withProcesses) {
        system = ActorSystem.builder().name("demo").scheduler(Scheduler.parallel(WORKERS)).build();
        // Its failures are there to be seen in the dashboard, not to fill the terminal.
        var _ = system.onFailure(_ -> {});
        var _ = system.onDeadLetter(_ -> {});
        threads = ThreadPool.builder("crunch").threads(WORKERS).queue(4).build();
        processes = withProcesses
                ? ProcessPool.builder().name("children").workers(1).allow(Crunching.class).build()
                : null;
    }

    /// Starts it.
    ///
    /// @param withProcesses whether some of the work goes to a child process, which takes a JVM
    /// @return the running system
    public static DemoSystem start(boolean withProcesses) {
        DemoSystem made = new DemoSystem(withProcesses);
        ActorSystem system = made.system;
        var _ = system.show(made.threads);
        if (made.processes != null) {
            var _ = system.show(made.processes);
        }
        Rally.start(system);
        Dealing.start(system);
        Shop.start(system);
        Users.start(system);
        Crunching.start(system, made.threads, made.processes);
        return made;
    }

    /// The system.
    ///
    /// @return what runs
    public ActorSystem system() {
        return system;
    }

    @Override
    public void close() {
        system.close();
        threads.close();
        if (processes != null) processes.close();
    }
}
