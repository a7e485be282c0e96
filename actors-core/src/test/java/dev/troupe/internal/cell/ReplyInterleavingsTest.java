package dev.troupe.internal.cell;

import static dev.troupe.interleaving.Interleavings.check;

import dev.troupe.ActorRef;
import dev.troupe.AskStoppedException;
import dev.troupe.AskTimeoutException;
import dev.troupe.DeadLetter;
import dev.troupe.Handler;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.interleaving.Interleavings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The answer to an ask from outside, given by another thread, against the ask's limit and against the target's stop:
/// there is one outcome (invariant 7), and an answer that isn't it is a dead letter, once (3).
@Tag("interleavings")
@SuppressWarnings("FutureReturnValueIgnored") // it ends by itself
class ReplyInterleavingsTest {
    private static final class Scene {
        final InterleavedHome in = new InterleavedHome();
        final Cell<Object> target;
        final List<DeadLetter> late = new ArrayList<>();
        int outcomes;
        @Nullable Throwable failure;
        @Nullable ActorRef<Object> reply;
        @Nullable SendResult told;

        Scene() {
            in.reports.deadLetters.add(letter -> {
                if (letter.reason() == DeadLetter.Reason.LATE_REPLY) late.add(letter);
            });
            Handler<Object> keeps = (self, message) -> {};
            target = Spawning.spawn(in.home, null, "target", Props.of(Object.class, keeps));
        }

        void ask() {
            Questions.<Object>ask(in.home, "asker", "target", target, sent -> {
                reply = sent;
                return "question";
            }, Duration.ofNanos(100)).whenComplete((value, thrown) -> {
                outcomes++;
                failure = thrown;
            });
        }

        void answer() {
            told = reply.tell("answer");
        }

        void stop() {
            target.requestStop();
        }

        void limit() {
            in.clock.advance(100);
        }

        void end(Class<? extends Throwable> otherwise) {
            in.settle();
            check(outcomes == 1 && (failure == null || otherwise.isInstance(failure)), failure);
            check((failure == null) == (told == SendResult.ACCEPTED), told);
            check(late.size() == (failure == null ? 0 : 1), late.size());
        }
    }

    private static void againstLimit() {
        Scene scene = new Scene();
        scene.ask();
        Interleavings.together(() -> scene.in.driveUntilIdle(), () -> scene.answer(), () -> scene.limit());
        scene.end(AskTimeoutException.class);
    }

    @Test
    void anAnswerAgainstTheLimit() {
        Interleavings.hold(ReplyInterleavingsTest::againstLimit);
    }

    private static void againstStop() {
        Scene scene = new Scene();
        scene.ask();
        Interleavings.together(() -> scene.in.driveUntilIdle(), () -> scene.answer(), () -> scene.stop());
        scene.end(AskStoppedException.class);
    }

    @Test
    void anAnswerAgainstTheStopOfTheTarget() {
        Interleavings.hold(ReplyInterleavingsTest::againstStop);
    }
}
