package dev.troupe.bench.offload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What others took of the processors while this program and those that it started ran: figures that were taken on a busy
/// machine say little. Knows it on Linux only.
final class Others {
    private static final Path ALL = Path.of("/proc/stat");
    private static final Path OWN = Path.of("/proc/self/stat");

    private final long idleTicks;
    private final long allTicks;
    private final long ownTicks;

    private Others(long idleTicks, long allTicks, long ownTicks) {
        this.idleTicks = idleTicks;
        this.allTicks = allTicks;
        this.ownTicks = ownTicks;
    }

    /// The counters of this moment.
    static Others now() throws IOException {
        if (!Files.isReadable(ALL) || !Files.isReadable(OWN)) return new Others(0, 0, 0);
        // cpu, then ticks: user, nice, system, idle, waiting for input, …; a guest's are in those of user
        List<Long> all = numbers(Files.readAllLines(ALL).getFirst().split(" +"), 1, 9);
        // the name, in brackets, may have blanks in it; behind it, from the eleventh: user, system, the same of children
        String own = Files.readString(OWN);
        List<Long> mine = numbers(own.substring(own.lastIndexOf(')') + 2).split(" "), 11, 15);
        return new Others(all.get(3) + all.get(4), sum(all), sum(mine));
    }

    /// How much that was since then, for people.
    String since(Others start) {
        long all = allTicks - start.allTicks;
        if (all <= 0) return "unknown";
        long others = all - (idleTicks - start.idleTicks) - (ownTicks - start.ownTicks);
        return String.format(Locale.ROOT, "%.0f %%", 100.0 * Math.max(0, others) / all);
    }

    private static List<Long> numbers(String[] words, int from, int to) {
        return List.of(words).subList(from, to).stream().map(Long::valueOf).toList();
    }

    private static long sum(List<Long> numbers) {
        return numbers.stream().mapToLong(one -> one).sum();
    }
}
