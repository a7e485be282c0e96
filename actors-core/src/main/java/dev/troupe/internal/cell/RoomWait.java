package dev.troupe.internal.cell;

import dev.troupe.SendResult;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Lane;
import org.jspecify.annotations.Nullable;

/// A coroutine's wait for room in somebody's mailbox.
final class RoomWait extends Wait {
    private final Cell<?> target;
    final Party sender;
    final Object slot;
    /// Null until the message was let in or refused.
    @Nullable SendResult result;

    RoomWait(Party sender, Cell<?> target, Object slot) {
        super("sends to", null, null);
        this.sender = sender;
        this.target = target;
        this.slot = slot;
    }

    @Override
    @Nullable Party waitsFor() {
        return result == null ? target : null;
    }

    @Override
    boolean isForRoom() {
        return true;
    }

    @Override
    void over(Lane<Chain> lane) {
        super.over(lane);
        if (result == null) target.forget(this);
    }

    @Override
    public String toString() {
        return "sends to " + target.name() + " (mailbox full " + target.fill() + ")";
    }
}
