package dev.troupe.internal.cell;

import dev.troupe.DeadLetter;
import dev.troupe.SendResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sending by name from within a turn.
///
/// The last name is remembered, by identity: names are constants mostly, and a look-up costs more than the rest of a send.
final class Addressing {
    private final Home home;
    private @Nullable String lastName;
    private @Nullable Cell<?> last;

    Addressing(Home home) {
        this.home = home;
    }

    SendResult send(String name, Object message, boolean deadLetter) {
        Cell<?> to = named(name);
        return to == null ? nobody(name, message, deadLetter) : to.send(message, deadLetter);
    }

    @SuppressWarnings("StringEquality")
    private @Nullable Cell<?> named(String name) {
        Cell<?> cached = last;
        if (name == lastName && cached != null && !cached.stops()) return cached;
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        Cell<?> found = home.registry.find(name);
        lastName = name;
        last = found;
        return found;
    }

    private SendResult nobody(String name, Object message, boolean deadLetter) {
        Objects.requireNonNull(message, "message must not be null: message=null, actor=" + name);
        if (deadLetter) home.reports.deadLetter(name, message, DeadLetter.Reason.NO_SUCH_ACTOR);
        return SendResult.STOPPED;
    }
}
