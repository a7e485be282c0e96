package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.offload.ThreadPool;
import dev.troupe.spi.Attachment;
import dev.troupe.spi.Event;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.Probe;
import dev.troupe.spi.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is attached hears what is rare, and of one message of so many how long it waited and took.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProbeTest {
    private static final class Heard implements Probe {
        final Queue<Event> events = new ConcurrentLinkedQueue<>();
        final Queue<String> processed = new ConcurrentLinkedQueue<>();
        final Queue<Long> waited = new ConcurrentLinkedQueue<>();

        @Override
        public void happened(Event event) {
            events.add(event);
        }

        @Override
        public void processed(String actor, String group, long nanos) {
            assertThat(nanos).isNotNegative();
            processed.add(actor + " " + group);
        }

        @Override
        public void waited(String actor, String group, long nanos) {
            waited.add(nanos);
        }

        List<Event> of(Class<? extends Event> type) {
            return events.stream().filter(type::isInstance).map(Event.class::cast).toList();
        }
    }

    @Test
    void hearsWhatIsRare() {
        Heard heard = new Heard();
        try (Stage stage = new Stage(); var pool = ThreadPool.of("images")) {
            stage.system.inspect().attach(heard);
            stage.system.show(pool);
            stage.system.spawn("a", Props.of(Integer.class, (self, n) -> stage.say(12 / n)).group("g")
                    .restart(RestartPolicy.upTo(1, Duration.ofHours(1))));
            for (int n : new int[] {0, 0, 1}) stage.system.tell("a", n);
            stage.settle();
            assertThat(heard.of(Event.Spawned.class)).containsExactly(new Event.Spawned("a", "g"));
            assertThat(heard.of(Event.Restarted.class)).containsExactly(new Event.Restarted("a", "g", 1));
            assertThat(heard.of(Event.Failed.class)).hasSize(2);
            assertThat(heard.of(Event.Stopped.class)).containsExactly(new Event.Stopped("a", "g", "failed"));
            assertThat(heard.of(Event.DeadLettered.class)).hasSize(1);
            assertThat(stage.system.inspect().deadLetters()).singleElement()
                    .satisfies(letter -> assertThat(letter.message()).isEqualTo(Integer.class.getName()));
            stage.system.spawn("b", Object.class, self -> {
                self.offload(pool, () -> 1);
                self.offload(() -> 1);
            });
            stage.settle();
            Stage.eventually(() -> heard.of(Event.WorkEnded.class).size() == 2);
            assertThat(stage.system.inspect().pools()).extracting(PoolFigures::pool).containsExactly("images",
                    "troupe-offload");
            stage.system.spawn("asker", Object.class, self -> self.ask("c", reply -> 1, Duration.ofSeconds(1)));
            stage.settle();
            assertThat(heard.of(Event.AskEnded.class)).singleElement()
                    .satisfies(event -> assertThat(((Event.AskEnded) event).outcome()).isEqualTo("absent"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void timesOneMessageOfSoMany(int every) {
        Heard heard = new Heard();
        try (Stage stage = new Stage()) {
            stage.recorder("before");
            Attachment attached = stage.system.inspect().attach(heard, every);
            stage.recorder("handler");
            stage.system.spawn("body", Object.class, self -> {
                while (true) self.receive();
            });
            for (int n = 0; n < 640; n++)
                for (String name : List.of("before", "handler", "body")) stage.system.tell(name, n);
            stage.settle();
            assertThat(heard.processed).hasSize(3 * 640 / every);
            assertThat(heard.processed.stream().filter("body ProbeTest:Object"::equals)).hasSize(640 / every);
            // told before any turn, only the first message of each is stamped; then one after each that was timed
            assertThat(heard.waited).hasSizeGreaterThanOrEqualTo(3);
            attached.close();
            attached.close();
            heard.processed.clear();
            heard.waited.clear();
            for (int n = 0; n < 640; n++) stage.system.tell("before", n);
            stage.settle();
            assertThat(heard.processed).isEmpty();
            assertThat(heard.waited).isEmpty();
        }
    }

    @Test
    void theLeastOfSeveralCounts() {
        Heard few = new Heard();
        Heard many = new Heard();
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.inspect().attach(few, 64);
            Attachment attached = stage.system.inspect().attach(many, 2);
            for (int n = 0; n < 64; n++) stage.system.tell("a", n);
            stage.settle();
            assertThat(many.processed).hasSize(32);
            assertThat(few.processed).hasSize(32);
            attached.close();
            // of two that are looked at, one is timed for how long it takes, and one after the other for how long it waits
            for (int n = 0; n < 128; n++) stage.system.tell("a", n);
            stage.settle();
            assertThat(few.processed).hasSize(33);
        }
    }

    @Test
    void timesInTurnHowLongMessagesTakeAndHowLongTheyWait() {
        Heard heard = new Heard();
        try (Stage stage = new Stage()) {
            stage.system.inspect().attach(heard, 64);
            stage.system.spawn("a", Integer.class, (self, n) -> {
                if (n > 1) self.ref().tell(n - 1);
            });
            stage.system.tell("a", 128 * 50);
            stage.settle();
            // the first is timed for both
            assertThat(heard.processed).hasSize(51);
            assertThat(heard.waited).hasSizeBetween(50, 51); // the last that is looked at may have no next one
        }
    }

    @Test
    void aProbeThatThrowsHarmsNobody() {
        try (Stage stage = new Stage()) {
            stage.system.inspect().attach(new Probe() {
                @Override
                public void happened(Event event) {
                    throw new IllegalStateException("a probe");
                }

                @Override
                public void processed(String actor, String group, long nanos) {
                    throw new IllegalStateException("a probe");
                }
            }, 1);
            stage.recorder("a");
            for (int n = 0; n < 3; n++) stage.system.tell("a", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a0 a1 a2");
        }
    }

    @Test
    void tracesOneActor() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("from", Object.class, (self, message) -> self.tell("to", message));
            stage.recorder("to");
            stage.system.tell("to", "early");
            stage.settle();
            Trace trace = stage.system.inspect().trace("to", Duration.ofMinutes(1), 2, true).orElseThrow();
            Trace blind = stage.system.inspect().trace("from", Duration.ofMinutes(1), 2, false).orElseThrow();
            for (int n = 1; n <= 3; n++) stage.system.tell("from", n);
            stage.settle();
            assertThat(trace.recorded()).isEqualTo(3);
            assertThat(trace.entries()).extracting(Trace.Entry::body).containsExactly("2", "3");
            assertThat(trace.entries()).extracting(Trace.Entry::sender).containsOnly("from");
            assertThat(trace.entries()).allSatisfy(entry -> assertThat(entry.waitNanos()).isNotNegative());
            assertThat(blind.entries()).extracting(Trace.Entry::body).containsOnlyNulls();
            assertThat(blind.entries()).extracting(Trace.Entry::sender).containsOnlyNulls();
            trace.close();
            stage.system.tell("from", 4);
            stage.settle();
            assertThat(trace.recorded()).isEqualTo(3);
            assertThat(trace.isOver()).isTrue();
            stage.system.stop(stage.system.find("from", Object.class).orElseThrow());
            stage.settle();
            assertThat(blind.isOver()).isTrue();
            assertThat(stage.said()).isEqualTo("toearly to1 to2 to3 to4");
        }
    }

    @Test
    void theTextOfAMessageThatThrowsHarmsNobody() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Object.class, (self, message) -> stage.say("took"));
            Trace trace = stage.system.inspect().trace("a", Duration.ofMinutes(1), 2, true).orElseThrow();
            stage.system.tell("a", new Object() {
                @Override
                public String toString() {
                    throw new IllegalStateException("no text");
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("took");
            assertThat(trace.entries().getFirst().body()).contains("can't be made");
        }
    }
}
