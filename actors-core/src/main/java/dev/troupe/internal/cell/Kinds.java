package dev.troupe.internal.cell;

import dev.troupe.Props;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The kinds of actors that a system has had, and their groups. Any thread may call it.
///
/// A lambda's own class has another name in each run, so an actor goes by the class that the lambda is written in. Names of
/// groups become tags of meters, so there are 100 at most; and what makes classes as it runs must not fill the memory here, so
/// from some number on kinds are not kept.
final class Kinds {
    static final String OTHER = "other";
    private static final int GROUPS = 100;
    private static final int KEPT = 10_000;

    private record Key(Class<?> behavior, Class<?> messages, @Nullable String group) {}

    private final Map<Key, Kind> known = new ConcurrentHashMap<>();
    private final Map<String, Group> groups = new ConcurrentHashMap<>();

    Kind of(Props<?> props) {
        Key key = new Key(props.behavior().getClass(), props.type(), props.group());
        Kind kind = known.get(key);
        return kind != null ? kind : make(key);
    }

    private Kind make(Key key) {
        String given = key.group;
        Kind made = new Kind(group(given != null ? given : name(key)), writtenIn(key.behavior));
        if (known.size() >= KEPT) return made;
        Kind first = known.putIfAbsent(key, made);
        return first == null ? made : first;
    }

    private Group group(String name) {
        Group group = groups.get(name);
        if (group != null) return group;
        String shown = groups.size() < GROUPS ? name : OTHER;
        Group made = new Group(shown);
        Group first = groups.putIfAbsent(shown, made);
        return first == null ? made : first;
    }

    private static String name(Key key) {
        return key.behavior.getNestHost().getSimpleName() + ":" + key.messages.getSimpleName();
    }

    static String writtenIn(Class<?> behavior) {
        String name = behavior.getName();
        int lambda = behavior.isHidden() ? name.indexOf("$$Lambda") : -1;
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    Collection<Group> groups() {
        return groups.values();
    }
}
