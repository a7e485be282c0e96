package dev.troupe.internal.cell;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Questions that an actor has taken and not answered: a list through the replies themselves. Belongs to the holder of the
/// lane of the actor that was asked.
final class OpenQuestions {
    private @Nullable Reply<?> latest;

    void add(Reply<?> reply) {
        if (!reply.take()) return;
        reply.earlier = latest;
        if (latest != null) latest.later = reply;
        latest = reply;
    }

    void remove(Reply<?> reply) {
        if (!reply.inHand) return;
        reply.inHand = false;
        Reply<?> earlier = reply.earlier;
        Reply<?> later = reply.later;
        if (earlier != null) earlier.later = later;
        if (later != null) later.earlier = earlier;
        else latest = earlier;
        reply.earlier = null;
        reply.later = null;
    }

    /// Takes all out, the latest first.
    void drain(Consumer<Reply<?>> taker) {
        for (Reply<?> reply = latest; reply != null; reply = latest) {
            remove(reply);
            taker.accept(reply);
        }
    }
}
