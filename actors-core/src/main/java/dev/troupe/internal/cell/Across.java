package dev.troupe.internal.cell;

import dev.troupe.SendResult;
import org.jspecify.annotations.Nullable;

/// A coroutine's wait for room in the mailbox of an actor on another lane: the message stands there as that of a thread
/// outside does ([Knock]), and whoever lets it in or refuses it tells the sender.
final class Across extends StageWait<SendResult> {
    private final Cell<?> target;
    final Party sender;
    final Knock knock;

    Across(Party sender, Cell<?> target, Object slot) {
        super(sender, "sends to", target, () -> {});
        this.target = target;
        this.sender = sender;
        this.knock = new Knock(slot, this);
    }

    /// Nobody, as long as the target may still have room.
    @Override
    @Nullable Party waitsFor() {
        return knock.isStanding() ? super.waitsFor() : null;
    }

    @Override
    boolean isForRoom() {
        return true;
    }

    @Override
    public String toString() {
        return "sends to " + target.name() + " (mailbox full " + target.fill() + ")";
    }
}
