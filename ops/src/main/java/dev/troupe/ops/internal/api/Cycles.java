package dev.troupe.ops.internal.api;

import dev.troupe.spi.WaitEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The circles in who waits for whom. A waiter may wait for several; of circles that share a part, those are found that a walk along
/// the arrows closes first, so that each waiter in a circle is in one of them or on the way to it.
final class Cycles {
    private final Map<String, List<String>> targets = new LinkedHashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final List<List<String>> found = new ArrayList<>();

    private Cycles() {}

    static List<List<String>> of(List<WaitEntry> waits) {
        Cycles cycles = new Cycles();
        for (WaitEntry wait : waits)
            if (wait.target() != null)
                cycles.targets.computeIfAbsent(wait.waiter(), _ -> new ArrayList<>()).add(wait.target());
        for (String start : cycles.targets.keySet()) cycles.walk(start);
        return cycles.found;
    }

    /// Without recursion: a chain of waits may be as long as there are actors.
    private void walk(String start) {
        if (done.contains(start)) return;
        LinkedHashMap<String, Integer> way = new LinkedHashMap<>(); // who, and how many of his targets were taken
        List<String> stack = new ArrayList<>();
        way.put(start, 0);
        stack.add(start);
        while (!stack.isEmpty()) {
            String at = stack.getLast();
            List<String> next = targets.getOrDefault(at, List.of());
            int taken = way.getOrDefault(at, 0);
            if (taken == next.size()) {
                stack.removeLast();
                way.remove(at);
                done.add(at);
                continue;
            }
            way.put(at, taken + 1);
            String target = next.get(taken);
            if (way.containsKey(target)) {
                found.add(List.copyOf(stack.subList(stack.indexOf(target), stack.size())));
            } else if (!done.contains(target)) {
                way.put(target, 0);
                stack.add(target);
            }
        }
    }
}
