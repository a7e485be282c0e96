package dev.troupe.internal.registry;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who goes by which name. Any thread may call it.
///
/// @param <T> what has a name
public final class Registry<T> {
    private final ConcurrentHashMap<String, T> byName = new ConcurrentHashMap<>();

    /// Gives a name to `owner`.
    ///
    /// @throws IllegalStateException if the name is taken
    public void add(String name, T owner) {
        if (byName.putIfAbsent(name, owner) != null)
            throw new IllegalStateException("an actor's name must be free: name=" + name + " is taken");
    }

    /// The owner of a name, or null if it is free.
    public @Nullable T find(String name) {
        return byName.get(name);
    }

    /// Frees a name if `owner` still has it.
    public void remove(String name, T owner) {
        byName.remove(name, owner);
    }

    /// All names taken, sorted, as they were at some moment during the call.
    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /// How many names are taken.
    public int size() {
        return byName.size();
    }

    /// Visits the owners of all names, as they are while it goes on.
    public void forEach(Consumer<? super T> visitor) {
        byName.values().forEach(visitor);
    }

    /// The same as a stream.
    public Stream<T> stream() {
        return byName.values().stream();
    }

    /// The owners of all names, as they were at some moment during the call.
    public List<T> all() {
        return List.copyOf(byName.values());
    }
}
