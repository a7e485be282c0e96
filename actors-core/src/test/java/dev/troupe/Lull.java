package dev.troupe;

import dev.troupe.internal.scheduler.Alarm;
import dev.troupe.internal.worker.Activity;
import java.lang.reflect.Field;

/// Whether nothing is ready in a system whose actors are on threads, though some wait. Users have no need to know.
final class Lull {
    private Lull() {}

    /// True if there was such a moment during the call: no lane had anything to do, and no timer was due.
    static boolean in(ActorSystem system) {
        Object lanes = get(get(system, "home"), "lanes");
        Alarm<?> alarm = (Alarm<?>) get(lanes, "alarm");
        long settled = alarm.settled();
        return settled >= 0 && ((Activity) get(lanes, "activity")).areLanesQuiet() && settled == alarm.settled();
    }

    private static Object get(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
