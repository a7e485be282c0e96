package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.Attachment;
import dev.troupe.spi.DeadLetterEntry;
import dev.troupe.spi.Event;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Probe;
import dev.troupe.spi.Totals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is shown of messages that get lost, and of crashes, and for how long.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LossFiguresTest {
    private static final Probe DEAF = event -> {};

    @Test
    void dropsAreCountedByReason() {
        try (Stage stage = new Stage()) {
            Handler<Integer> work = (self, n) -> {};
            stage.system.spawn("oldest",
                    Props.of(Integer.class, work).mailbox(Mailbox.bounded(2, Mailbox.WhenFull.DROP_OLDEST)));
            stage.system.spawn("newest",
                    Props.of(Integer.class, work).mailbox(Mailbox.bounded(2, Mailbox.WhenFull.DROP_NEWEST)));
            stage.system.spawn("order", Props.of(Integer.class, work).mailbox(Mailbox.priority(
                    Comparator.comparingInt(n -> 12 / n))));
            stage.settle();
            for (int n = 1; n <= 5; n++) stage.system.tell("oldest", n);
            for (int n = 1; n <= 3; n++) stage.system.tell("newest", n);
            for (int n : new int[] {1, 0, 2}) stage.system.tell("order", n);
            stage.settle();
            Totals now = stage.system.inspect().totals();
            assertThat(now.dropped()).isEqualTo(Map.of("oldest", 3L, "newest", 1L, "unplaceable", 1L));
            assertThat(now.deadLetters()).isEqualTo(Map.of("full", 4L, "undeliverable", 1L));
            assertThat(now.sent()).isEqualTo(11);
            assertThat(now.processed()).isEqualTo(6);
            assertThat(now.waiting()).isZero();
        }
    }

    @Test
    void deadLettersAreKeptWhileSomebodyListensAndOnlyTheLast() {
        try (Stage stage = new Stage()) {
            Inspection seen = stage.system.inspect();
            stage.system.tell("nobody", 0);
            assertThat(seen.deadLetters()).isEmpty();
            Attachment first = seen.attach(DEAF);
            Attachment second = seen.attach(DEAF);
            for (int n = 0; n < 300; n++) stage.system.tell("nobody" + n, n);
            assertThat(seen.deadLetters()).hasSize(256);
            assertThat(seen.deadLetters().getFirst()).extracting(DeadLetterEntry::recipient).isEqualTo("nobody44");
            assertThat(seen.deadLetters().getLast()).satisfies(last -> {
                assertThat(last.recipient()).isEqualTo("nobody299");
                assertThat(last.message()).isEqualTo(Integer.class.getName());
                assertThat(last.reason()).isEqualTo("no_such_actor");
            });
            first.close();
            first.close();
            assertThat(seen.deadLetters()).hasSize(256);
            stage.system.tell("nobody", 0);
            assertThat(seen.deadLetters().getLast().recipient()).isEqualTo("nobody");
            second.close();
            assertThat(seen.deadLetters()).isEmpty();
            stage.system.tell("nobody", 0);
            try (Attachment third = seen.attach(DEAF)) {
                assertThat(third).isNotNull();
                assertThat(seen.deadLetters()).isEmpty();
            }
            assertThat(seen.totals().deadLetters()).isEqualTo(Map.of("no_such_actor", 303L));
        }
    }

    @Test
    void theStackOfAFailureIsCut() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Object.class, (self, message) -> {
                throw new IllegalStateException("x".repeat(100_000));
            });
            stage.system.tell("a", 1);
            stage.settle();
            FailureEntry last = stage.system.inspect().failures().getLast();
            assertThat(last.stack()).hasSize(65_536).startsWith(IllegalStateException.class.getName() + ": xxx");
            assertThat(stage.system.inspect().failures().getLast()).isSameAs(last);
        }
    }

    /// Its own code runs on the thread of who looks.
    @Test
    void anExceptionThatThrowsItselfHarmsNobody() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Props.of(Object.class, (Handler<Object>) (self, message) -> {
                throw new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        throw new AssertionError("no text");
                    }
                };
            }).restart(RestartPolicy.unlimited()));
            List<Event> heard = Collections.synchronizedList(new ArrayList<>());
            try (Attachment attached = stage.system.inspect().attach(heard::add)) {
                assertThat(attached).isNotNull();
                stage.system.tell("a", 1);
                stage.settle();
                assertThat(heard).anyMatch(Event.Failed.class::isInstance);
            }
            String why = "(its message can't be made: java.lang.AssertionError)";
            assertThat(stage.system.inspect().failures().getLast().text()).isEqualTo(why);
            assertThat(stage.system.inspect().actor("a").orElseThrow().lastFailure()).endsWith(": " + why);
            assertThat(stage.system.inspect().totals().restarts()).isEqualTo(1);
        }
    }
}
