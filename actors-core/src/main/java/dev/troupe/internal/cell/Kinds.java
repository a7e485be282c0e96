package dev.troupe.internal.cell;

import dev.troupe.Props;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The kinds of actors that a system has had, and their groups. Any thread may call it.
///
/// A lambda's own class has another name in each run, so an actor goes by the class that the lambda is written in. Names of
/// groups become tags of meters, so there are 100 at most. Kinds are kept with the class of the behavior, and go with it: what
/// makes classes as it runs, or loads and unloads them, must not fill the memory here. Of one class so many are kept and no more.
final class Kinds {
    static final String OTHER = "other";
    private static final int GROUPS = 100;
    private static final int KEPT = 100;

    /// @param messages the class's name
    private record Key(String messages, @Nullable String group) {}

    private final ClassValue<Map<Key, Kind>> known = new ClassValue<>() {
        @Override
        protected Map<Key, Kind> computeValue(Class<?> behavior) {
            return new ConcurrentHashMap<>(2);
        }
    };
    private final Map<String, Group> groups = new ConcurrentHashMap<>();

    Kind of(Props<?> props) {
        Class<?> behavior = props.behavior().getClass();
        Map<Key, Kind> ofClass = known.get(behavior);
        Key key = new Key(props.type().getName(), props.group());
        Kind kind = ofClass.get(key);
        return kind != null ? kind : make(ofClass, key, behavior, props.type());
    }

    private Kind make(Map<Key, Kind> ofClass, Key key, Class<?> behavior, Class<?> messages) {
        String given = key.group;
        Kind made = new Kind(group(given != null ? given : name(behavior, messages)), writtenIn(behavior));
        if (ofClass.size() >= KEPT) return made;
        Kind first = ofClass.putIfAbsent(key, made);
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

    private static String name(Class<?> behavior, Class<?> messages) {
        return behavior.getNestHost().getSimpleName() + ":" + messages.getSimpleName();
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
