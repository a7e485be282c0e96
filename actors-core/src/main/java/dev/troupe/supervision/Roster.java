package dev.troupe.supervision;

import dev.troupe.Props;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A supervisor's children, in the order of starting: a list through the entries themselves, so that any of them leaves in
/// constant time and the rest after one is found without looking for its index.
final class Roster {
    private final Map<String, Entry> byId = new HashMap<>();
    private @Nullable Entry oldest;
    private @Nullable Entry youngest;
    private long places;
    private int supervisors;

    @Nullable Entry oldest() {
        return oldest;
    }

    @Nullable Entry youngest() {
        return youngest;
    }

    @Nullable Entry find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    /// How many of the children are supervisors themselves.
    int supervisors() {
        return supervisors;
    }

    /// Adds a child as the youngest; its id must be new.
    Entry add(ChildSpec spec) {
        Entry entry = new Entry(spec, this, places++);
        byId.put(spec.id(), entry);
        if (isSupervisor(spec)) supervisors++;
        Entry last = youngest;
        entry.older = last;
        if (last == null) oldest = entry;
        else last.younger = entry;
        youngest = entry;
        return entry;
    }

    /// Removes an entry. It keeps its neighbours, so that a walk that stands on it can go on.
    void remove(Entry entry) {
        byId.remove(entry.spec.id());
        if (isSupervisor(entry.spec)) supervisors--;
        Entry older = entry.older;
        Entry younger = entry.younger;
        if (older == null) oldest = younger;
        else older.younger = younger;
        if (younger == null) youngest = older;
        else younger.older = older;
    }

    private static boolean isSupervisor(ChildSpec spec) {
        return isSupervisor(spec.props());
    }

    /// Whether it makes a supervisor or a pool.
    static boolean isSupervisor(Props<?> props) {
        Class<?> type = props.type();
        return type == SupervisorMessage.class || type == PoolMessage.class;
    }
}
