package dev.troupe.ops.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.spi.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ListeningTest {
    private static class Notes implements Heard {
        final List<String> happened = new ArrayList<>();
        int processed;
        int waited;
        long missed;
        long thinned;
        boolean elsewhere;

        @Override
        public void happened(Event event) {
            happened.add(event.getClass().getSimpleName());
            elsewhere |= !Thread.currentThread().getName().startsWith("troupe-ops-");
        }

        @Override
        public void processed(String actor, String group, long nanos) {
            processed++;
        }

        @Override
        public void waited(String actor, String group, long nanos) {
            waited++;
        }

        @Override
        public void missed(long count) {
            missed += count;
        }

        @Override
        public void thinned(long count) {
            thinned += count;
        }
    }

    @Test
    void tellsOnAThreadOfItsOwnAndAllBeforeItsCloseReturns() {
        Notes notes = new Notes();
        try (ActorSystem system = ActorSystem.create()) {
            Listening listening = Listening.to(system.inspect(), 1, notes);
            ActorRef<Integer> sink = system.spawn("sink", Integer.class, (_, _) -> {});
            for (int i = 0; i < 100; i++) sink.tell(i);
            system.run();
            listening.close();
        }
        assertThat(notes.happened).contains("Spawned");
        assertThat(notes.elsewhere).isFalse();
        assertThat(notes.processed).isEqualTo(100);
        assertThat(notes.waited).isPositive();
        assertThat(notes.missed + notes.thinned).isZero();
    }

    @Test
    void countsWhatItHasNoRoomForAndNeverMakesAnActorWait() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Notes notes = new Notes() {
            @Override
            public void happened(Event event) {
                super.happened(event);
                stuck.countDown();
                try {
                    go.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        int sent = 50_000;
        try (ActorSystem system = ActorSystem.create()) {
            Listening listening = Listening.to(system.inspect(), 1, notes);
            ActorRef<Integer> sink = system.spawn("sink", Integer.class, (_, _) -> {});
            stuck.await();
            for (int i = 0; i < sent; i++) sink.tell(i);
            system.run();
            system.stop(sink);
            system.run();
            go.countDown();
            listening.close();
        }
        assertThat(notes.thinned).isPositive();
        assertThat(notes.processed + notes.waited + notes.thinned).isBetween((long) sent, 2L * sent);
        assertThat(notes.missed).as("times keep no events out").isZero();
        assertThat(notes.happened.getLast()).as("an event that came after all of them").isEqualTo("Stopped");
    }

    @Test
    void countsEventsThatItHasNoRoomFor() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Notes notes = new Notes() {
            @Override
            public void happened(Event event) {
                super.happened(event);
                stuck.countDown();
                try {
                    go.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        int dead = 20_000;
        try (ActorSystem system = ActorSystem.create(); var _ = system.onDeadLetter(_ -> {})) {
            Listening listening = Listening.to(system.inspect(), 1, notes);
            system.spawn("sink", Integer.class, (_, _) -> {});
            stuck.await();
            for (int i = 0; i < dead; i++) system.tell("nobody", i);
            go.countDown();
            listening.close();
        }
        assertThat(notes.missed).isPositive();
        assertThat(notes.happened.size() + notes.missed).isEqualTo(dead + 1);
    }

    @Test
    void goesOnAfterAnError() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        Notes notes = new Notes() {
            @Override
            public void happened(Event event) {
                failed.countDown();
                throw new InternalError("planted");
            }
        };
        try (ActorSystem system = ActorSystem.create()) {
            Listening listening = Listening.to(system.inspect(), 1, notes);
            ActorRef<Integer> sink = system.spawn("sink", Integer.class, (_, _) -> {});
            failed.await();
            sink.tell(1); // times are told before events: so in a round after that one
            system.run();
            listening.close();
        }
        assertThat(notes.processed).isEqualTo(1);
    }

    @Test
    void goesOnWhenWhoIsToldThrows() {
        Notes notes = new Notes() {
            @Override
            public void happened(Event event) {
                throw new IllegalStateException("planted");
            }
        };
        try (ActorSystem system = ActorSystem.create()) {
            Listening listening = Listening.to(system.inspect(), 1, notes);
            system.spawn("sink", Integer.class, (_, _) -> {}).tell(1);
            system.run();
            listening.close();
        }
        assertThat(notes.processed).isEqualTo(1);
    }
}
