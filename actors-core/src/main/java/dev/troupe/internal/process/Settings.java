package dev.troupe.internal.process;

import dev.troupe.offload.ProcessTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a pool of child JVMs is given. Checked by who builds it.
///
/// @param name what the children are called, with a number behind it
/// @param workers how many at most; the caller of [Processes#call] sees to that
/// @param heapBytes a child's largest heap; 0 for the JVM's own choice
/// @param jvmOptions further options, which win over the library's
/// @param classPath the child's class path
/// @param environment what is added to the environment
/// @param warmUp run in each new child before it takes work
/// @param recycleAfterTasks a child's last task; 0 for no limit
/// @param recycleAboveBytes the memory above which a child takes no further task; empty for no limit
/// @param idleLimit how long a child may be idle
/// @param losses how many children may be lost within the period
/// @param lossPeriod how long a loss counts
/// @param backOffFirst the pause before the second replacement in a row
/// @param backOffCap the longest pause
/// @param startLimit how long a child may take to be ready, the warm-up included
/// @param frameBytes the longest task or result
/// @param allowed patterns of classes that may cross
/// @param output takes a worker's name and a line that it printed; the log if absent
/// @param loader finds the classes of results
public record Settings(String name, int workers, long heapBytes, List<String> jvmOptions, List<Path> classPath,
        Map<String, String> environment, @Nullable ProcessTask<?> warmUp, int recycleAfterTasks,
        OptionalLong recycleAboveBytes, Duration idleLimit, int losses, Duration lossPeriod, Duration backOffFirst,
        Duration backOffCap, Duration startLimit, long frameBytes, List<String> allowed,
        @Nullable BiConsumer<String, String> output, ClassLoader loader) {
}
