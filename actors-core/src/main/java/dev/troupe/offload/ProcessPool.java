package dev.troupe.offload;

import dev.troupe.internal.process.ChildPool;
import dev.troupe.internal.process.ClassPath;
import dev.troupe.internal.process.Settings;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Child JVMs for work that must be isolated: a crash, memory that runs out, a native fault or an endless loop costs one child,
/// and not the application.
///
/// Any thread may call it; bodies use it through [dev.troupe.TaskContext#offload(ProcessPool, ProcessTask)], which suspends them.
/// Children are started on first need. Closing the pool ends them, whatever they do, and waits until they are gone; if the
/// system hasn't ended them within 20 s, the log names them.
///
/// *What children start* is killed with them, where the system tells whose it is. If a child ends by itself, that is so on Linux
/// alone, by the variable `TROUPE_WORKER` in the environment, which must be inherited for that. If the application is killed, its
/// children notice and end, too, and so does what they have started.
///
/// *What limits don't reach.* A child is killed at a limit, a cancel or the close, at once. Serialising the task and reading the
/// result is work of the application's: collections within collections cost whoever reads them CPU time for hash codes, which
/// may grow with each level, and no limit ends that. Have such results come as arrays or records.
///
/// *Systems.* Unix domain sockets are needed, and a temporary directory. Signals have names on POSIX systems alone; resident size
/// is known on Linux. Where there is a `/bin/sh`, a terminal's Ctrl-C (SIGINT) is for the application to answer: children, and
/// what they start, ignore it. Elsewhere it ends them, too.
///
/// *Order*, *views*: as with a [ThreadPool].
///
/// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="pool"}
public sealed interface ProcessPool extends WorkPool permits ChildPool {
    /// Begins a pool.
    ///
    /// @return its settings, as they are by default
    static Builder builder() {
        return new Builder();
    }

    /// Hands in a task, without waiting. If the queue is full, it stands in line for room; see [ThreadPool#submit]. The task is
    /// copied when a child takes it: what it captures must not change before.
    ///
    /// @param task what to compute: a lambda that captures only what is serializable, or a serializable record
    /// @param <T> what it gives
    /// @return the future of its result. It fails with the task's own failure, or with a [WorkerLostException] if its child has
    ///         ended, a [TransferException] if task or result can't cross or memory runs out over it,
    ///         a [WorkTimeoutException] at its limit, or a
    ///         [java.util.concurrent.RejectedExecutionException] if the pool is closed or has given up
    <T> Submission<T> submit(ProcessTask<? extends T> task);

    /// Hands in a task if the queue has room.
    ///
    /// @param task what to compute
    /// @param <T> what it gives
    /// @return the future of its result; nothing if the queue is full, or the pool closed
    <T> Optional<Submission<T>> offer(ProcessTask<? extends T> task);

    /// The same pool, for tasks of another priority.
    ///
    /// @param priority greater is sooner; 0 if nothing is said
    /// @return a view of the pool
    ProcessPool priority(int priority);

    /// The same pool, for tasks that may run that long, from when a child is sought for them. At the limit the child is killed, and
    /// the task fails with a [WorkTimeoutException].
    ///
    /// @param limit the limit
    /// @return a view of the pool
    /// @throws IllegalArgumentException if the limit is not positive
    ProcessPool limit(Duration limit);

    /// The same pool, for tasks that are tried again on another child if theirs is lost: only for what may be done twice.
    ///
    /// @param times how often at most
    /// @return a view of the pool
    /// @throws IllegalArgumentException if it is negative
    ProcessPool retry(int times);

    /// The figures of the children at this moment.
    ///
    /// @return the figures
    ProcessStats processes();

    /// The settings of a pool. One thread at a time; the pool takes what is set when it is built.
    ///
    /// *What may cross.* Tasks and results are serialised, and both sides make objects only of classes that they know to be
    /// harmless: the JDK's boxes, strings, numbers, dates, collections and exceptions, arrays of what may cross, and what
    /// [#allow(Class...)] adds. The class in which a task's lambda is written must be among them.
    ///
    /// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="builder"}
    final class Builder {
        private static final long LEAST_HEAP_BYTES = 8L * 1024 * 1024;
        private static final long LEAST_FRAME_BYTES = 1_024;

        private String name = "processes";
        private int workers = Runtime.getRuntime().availableProcessors();
        private int queue = Integer.MAX_VALUE;
        private long heapBytes;
        private List<String> jvmOptions = List.of();
        private @Nullable List<Path> classPath;
        private final List<Path> moreClassPath = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private @Nullable ProcessTask<?> warmUp;
        private int recycleAfterTasks;
        private OptionalLong recycleAboveBytes = OptionalLong.empty();
        private Duration idleLimit = Duration.ofMinutes(1);
        private int losses = 10;
        private Duration lossPeriod = Duration.ofMinutes(1);
        private Duration backOffFirst = Duration.ofMillis(100);
        private Duration backOffCap = Duration.ofSeconds(10);
        private Duration startLimit = Duration.ofSeconds(30);
        private long frameBytes = 64L * 1024 * 1024;
        private final List<String> allowed = new ArrayList<>();
        private @Nullable BiConsumer<String, String> output;

        private Builder() {}

        /// What the children are called, each with a number behind it.
        ///
        /// @param name the name; `processes` by default
        /// @return this
        /// @throws IllegalArgumentException if it is blank
        public Builder name(String name) {
            if (name == null || name.isBlank())
                throw new IllegalArgumentException("pool name must not be blank: name=" + name);
            this.name = name;
            return this;
        }

        /// How many children there are at most. They are started on first need.
        ///
        /// @param workers the number; that of the processors by default
        /// @return this
        /// @throws IllegalArgumentException if it is not positive
        public Builder workers(int workers) {
            this.workers = (int) atLeast(1, "workers", workers);
            return this;
        }

        /// How many tasks may be queued, besides those that run.
        ///
        /// @param bound the most; without a bound by default
        /// @return this
        /// @throws IllegalArgumentException if it is negative
        public Builder queue(int bound) {
            this.queue = (int) atLeast(0, "queue bound", bound);
            return this;
        }

        /// The largest heap of each child. When it is exhausted, the child ends.
        ///
        /// @param heapBytes in bytes; by default the JVM's own choice, which is a quarter of the memory for each child
        /// @return this
        /// @throws IllegalArgumentException if it is less than 8 MiB
        public Builder heapBytes(long heapBytes) {
            this.heapBytes = atLeast(LEAST_HEAP_BYTES, "heapBytes", heapBytes);
            return this;
        }

        /// Further options for the children's JVMs. They win over the library's own, and replace those given before.
        ///
        /// @param options such as `-Xss4m` or `--add-modules=jdk.incubator.vector`, each in one piece
        /// @return this
        public Builder jvmOptions(String... options) {
            this.jvmOptions = List.of(options);
            return this;
        }

        /// The children's class path, which the system's native encoding must be able to name, instead of the parent's. Troupe must be on it.
        ///
        /// @param entries folders and jars; by default the parent's class path and the modules on its module path
        /// @return this
        public Builder classPath(Path... entries) {
            this.classPath = List.of(entries);
            return this;
        }

        /// Puts more behind the children's class path.
        ///
        /// @param entries folders and jars
        /// @return this
        public Builder addClassPath(Path... entries) {
            moreClassPath.addAll(List.of(entries));
            return this;
        }

        /// Adds to the environment that the children have from the parent. They have it without `JAVA_TOOL_OPTIONS`,
        /// `JDK_JAVA_OPTIONS` and `_JAVA_OPTIONS`, which name the parent's collector or its debugger's port; but what is given here,
        /// they get.
        ///
        /// @param variables names and values
        /// @return this
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /// What each new child runs before it takes work: to load classes, or to open what all tasks need. If it fails, the
        /// child has not started.
        ///
        /// @param task the task
        /// @return this
        public Builder warmUp(ProcessTask<?> task) {
            this.warmUp = Objects.requireNonNull(task, "warm-up must not be null: warmUp=null");
            return this;
        }

        /// Replaces a child after so many tasks.
        ///
        /// @param tasks the number; without limit by default
        /// @return this
        /// @throws IllegalArgumentException if it is not positive
        public Builder recycleAfterTasks(int tasks) {
            this.recycleAfterTasks = (int) atLeast(1, "recycleAfterTasks", tasks);
            return this;
        }

        /// Replaces a child that holds more memory than that after a task: resident, where the system tells, else what its heap
        /// has taken. Measuring costs some 50 µs a task.
        ///
        /// @param bytes in bytes; not measured by default
        /// @return this
        /// @throws IllegalArgumentException if it is not positive
        public Builder recycleAboveBytes(long bytes) {
            this.recycleAboveBytes = OptionalLong.of(atLeast(1, "recycleAboveBytes", bytes));
            return this;
        }

        /// Ends a child that has had nothing to do for so long.
        ///
        /// @param limit how long; a minute by default
        /// @return this
        /// @throws IllegalArgumentException if it is not positive
        public Builder idleLimit(Duration limit) {
            this.idleLimit = positive("idleLimit", limit);
            return this;
        }

        /// How many children may be lost before the pool gives up, for ever.
        ///
        /// @param most how many within the period, 10 by default; one more is too many
        /// @param period how long a loss counts, a minute by default
        /// @return this
        /// @throws IllegalArgumentException if the number is negative or the period not positive
        public Builder losses(int most, Duration period) {
            this.losses = (int) atLeast(0, "losses", most);
            this.lossPeriod = positive("lossPeriod", period);
            return this;
        }

        /// The pauses between replacements of children that were lost one after the other, with no task done between. The first is
        /// replaced at once; from then on the pause doubles.
        ///
        /// @param first before the second replacement, 100 ms by default
        /// @param cap the longest, 10 s by default
        /// @return this
        /// @throws IllegalArgumentException if the first is not positive, or the cap shorter
        public Builder backOff(Duration first, Duration cap) {
            this.backOffFirst = positive("backOffFirst", first);
            if (positive("backOffCap", cap).compareTo(first) < 0)
                throw new IllegalArgumentException(
                        "back-off cap must not be shorter than the first pause: first=" + first + ", cap=" + cap);
            this.backOffCap = cap;
            return this;
        }

        /// How long a child may take to be ready, its warm-up included.
        ///
        /// @param limit how long; 30 s by default
        /// @return this
        /// @throws IllegalArgumentException if it is not positive
        public Builder startLimit(Duration limit) {
            this.startLimit = positive("startLimit", limit);
            return this;
        }

        /// How long a task or a result may be, serialised. Besides, its arrays and the tables of its collections may together have
        /// no more elements than would fit: each counts one byte at least, a number as many as it has. In the reader's memory a
        /// reference takes up to eight times that, and the heap should have room for it.
        ///
        /// @param bytes in bytes; 64 MiB by default
        /// @return this
        /// @throws IllegalArgumentException if it is less than 1,024
        public Builder frameBytes(long bytes) {
            this.frameBytes = atLeast(LEAST_FRAME_BYTES, "frameBytes", bytes);
            return this;
        }

        /// Lets objects of classes cross, both ways, and of those nested in them. Reading an object may run code of its class, in the
        /// application, too: `readObject`, `readResolve`, and in sets and maps `hashCode` and `equals`. Limits don't end it there.
        ///
        /// @param classes the classes
        /// @return this
        public Builder allow(Class<?>... classes) {
            for (Class<?> one : classes) {
                if (one.isArray() || one.isPrimitive())
                    throw new IllegalArgumentException(
                            "an allowed class must be no array and no primitive: class=" + one.getTypeName());
                allowed.add(one.getName());
                allowed.add(one.getName() + "$*");
            }
            return this;
        }

        /// Lets objects of classes cross by the pattern of their names, as an [ObjectInputFilter] has them.
        ///
        /// @param patterns such as `com.example.**` for a package and those below, `com.example.*` for one, or
        ///        `!com.example.Secret` to refuse; the first that fits counts
        /// @return this
        /// @throws IllegalArgumentException if one is none
        public Builder allow(String... patterns) {
            for (String pattern : patterns) {
                if (pattern.isBlank() || pattern.contains(";") || pattern.contains("="))
                    throw new IllegalArgumentException(
                            "an allowed pattern must be one that names classes: pattern=" + pattern);
                try {
                    ObjectInputFilter.Config.createFilter(pattern);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "an allowed pattern must be in the form of ObjectInputFilter: pattern=" + pattern, e);
                }
                allowed.add(pattern);
            }
            return this;
        }

        /// Who takes what children print, line by line, instead of the log, where it goes to `dev.troupe.offload` at level info. A line longer than 4,096 bytes comes in pieces.
        ///
        /// @param output takes a worker's name and a line; called by a thread of each worker's, so it must be safe for several,
        ///        and while it takes its time the worker that prints may wait
        /// @return this
        public Builder output(BiConsumer<String, String> output) {
            this.output = Objects.requireNonNull(output, "output must not be null: output=null");
            return this;
        }

        /// Builds the pool. The classes of results are found by the calling thread's context class loader.
        ///
        /// @return the pool
        public ProcessPool build() {
            return new ChildPool(queue, settings());
        }

        /// What has been set so far.
        Settings settings() {
            List<Path> path = new ArrayList<>(classPath == null ? ClassPath.ofParent() : classPath);
            path.addAll(moreClassPath);
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            return new Settings(name, workers, heapBytes, jvmOptions,
                    path.stream().map(Path::toAbsolutePath).toList(), Map.copyOf(environment), warmUp,
                    recycleAfterTasks, recycleAboveBytes, idleLimit, losses, lossPeriod, backOffFirst, backOffCap,
                    startLimit, frameBytes, List.copyOf(allowed), output,
                    context == null ? ClassLoader.getSystemClassLoader() : context);
        }

        private static long atLeast(long least, String what, long value) {
            if (value < least)
                throw new IllegalArgumentException(what + " must be >= " + least + ": " + what + "=" + value);
            return value;
        }

        private static Duration positive(String what, Duration time) {
            if (time == null || !time.isPositive())
                throw new IllegalArgumentException(what + " must be > 0: " + what + "=" + time);
            return time;
        }
    }
}
