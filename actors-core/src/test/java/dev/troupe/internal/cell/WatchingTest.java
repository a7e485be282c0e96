package dev.troupe.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Handler;
import dev.troupe.Scheduler;
import dev.troupe.spi.Attachment;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Probe;
import dev.troupe.spi.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The counter of each actor goes over and carries; and who has looked at messages leaves nothing behind.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchingTest {
    private static final Handler<Integer> WORK = (self, n) -> {};
    private static final Probe DEAF = event -> {};

    private static Cell<?> cell(ActorRef<?> actor) {
        return (Cell<?>) actor;
    }

    private static void isUnwatched(Cell<?> cell) {
        assertThat(cell.mask).as("mask of " + cell.name()).isEqualTo((byte) -1);
        assertThat(cell.stamp).as("stamp of " + cell.name()).isEqualTo(Watching.NOTHING);
    }

    /// Three before 2^32, with nobody looking on, with a probe and with a trace; for a handler and for a body.
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "probe", "trace"})
    void aCounterThatGoesOverCarries(String watched) {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            Inspection seen = system.inspect();
            ActorRef<Integer> handler = system.spawn("handler", Integer.class, WORK);
            ActorRef<Integer> body = system.spawn("body", Integer.class, self -> {
                while (true) self.receive();
            });
            system.run();
            if (watched.equals("probe")) seen.attach(DEAF);
            for (ActorRef<Integer> actor : List.of(handler, body)) {
                if (watched.equals("trace")) seen.trace(actor.name(), Duration.ofMinutes(1), 1, false);
                cell(actor).accepted = cell(actor).processed = -3;
                for (int n = 0; n < 5; n++) actor.tell(n);
            }
            long edge = 1L << 32;
            assertThat(seen.totals().processed()).isEqualTo(2 * (edge - 3));
            assertThat(seen.totals().waiting()).isEqualTo(10);
            system.run();
            for (ActorRef<Integer> actor : List.of(handler, body)) {
                assertThat(cell(actor).processed).isEqualTo(2);
                assertThat(seen.actor(actor.name()).orElseThrow().processed()).isEqualTo(edge + 2);
                assertThat(seen.actor(actor.name()).orElseThrow().depth()).isZero();
            }
            assertThat(seen.totals().processed()).isEqualTo(2 * (edge + 2));
            assertThat(seen.totals().sent()).isEqualTo(2 * (edge + 2));
            system.stop(handler);
            system.stop(body);
            system.run();
            assertThat(seen.totals().processed()).isEqualTo(2 * (edge + 2));
            assertThat(seen.groups().stream().mapToLong(group -> group.processed()).sum()).isEqualTo(2 * (edge + 2));
        }
    }

    @Test
    void aTraceEndsWithItsTime() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            ActorRef<Integer> actor = system.spawn("a", Integer.class, WORK);
            Trace trace = system.inspect().trace("a", Duration.ofMillis(50), 10, true).orElseThrow();
            assertThat(cell(actor).mask).isZero();
            actor.tell(1);
            system.run();
            long early = trace.recorded();
            Awaitility.await().until(trace::isOver);
            actor.tell(2);
            system.run();
            assertThat(trace.recorded()).isEqualTo(early);
            isUnwatched(cell(actor));
        }
    }

    @Test
    void aTraceEndsWithItsActor() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            ActorRef<Integer> actor = system.spawn("a", Integer.class, WORK);
            Trace trace = system.inspect().trace("a", Duration.ofMinutes(1), 10, true).orElseThrow();
            actor.tell(1);
            system.run();
            assertThat(trace.isOver()).isFalse();
            system.stop(actor);
            system.run();
            assertThat(trace.isOver()).isTrue();
            assertThat(trace.recorded()).isEqualTo(1);
            isUnwatched(cell(actor));
            // the next one of that name is another
            ActorRef<Integer> next = system.spawn("a", Integer.class, WORK);
            next.tell(2);
            system.run();
            assertThat(trace.recorded()).isEqualTo(1);
            isUnwatched(cell(next));
        }
    }

    @Test
    void aSecondTraceEndsTheFirst() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            ActorRef<Integer> actor = system.spawn("a", Integer.class, WORK);
            Trace first = system.inspect().trace("a", Duration.ofMinutes(1), 10, true).orElseThrow();
            actor.tell(1);
            system.run();
            Trace second = system.inspect().trace("a", Duration.ofMinutes(1), 10, true).orElseThrow();
            assertThat(first.isOver()).isTrue();
            first.close();
            actor.tell(2);
            system.run();
            assertThat(first.entries()).extracting(Trace.Entry::body).containsExactly("1");
            assertThat(second.entries()).extracting(Trace.Entry::body).containsExactly("2");
            second.close();
            isUnwatched(cell(actor));
        }
    }

    /// One that was closed already must not take another's mask away.
    @Test
    void anAttachmentThatIsClosedTwiceIsClosedOnce() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            ActorRef<Integer> actor = system.spawn("a", Integer.class, WORK);
            Attachment one = system.inspect().attach(DEAF, 8);
            Attachment other = system.inspect().attach(DEAF, 8);
            one.close();
            one.close();
            assertThat(cell(actor).mask).isEqualTo((byte) 7);
            other.close();
            isUnwatched(cell(actor));
        }
    }

    @Test
    void whoComesAndGoesWhileTurnsRunLeavesNothingBehind() throws InterruptedException {
        List<ActorRef<?>> actors = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            Inspection seen = system.inspect();
            for (int n = 0; n < 8; n++) {
                int next = (n + 1) % 8;
                actors.add(system.spawn("a" + n, Integer.class, (self, ball) -> {
                    if (!over.get()) self.tell("a" + next, ball);
                }));
            }
            for (int n = 0; n < 8; n++) system.tell("a" + n, n);
            List<Thread> guests = new ArrayList<>();
            for (int every : new int[] {1, 64})
                guests.add(Thread.ofPlatform().daemon().start(() -> {
                    try {
                        for (int n = 0; n < 200; n++) {
                            Attachment attached = seen.attach(DEAF, every);
                            Trace trace = seen.trace("a" + n % 8, Duration.ofMinutes(1), 3, true).orElseThrow();
                            attached.close();
                            trace.close();
                            attached.close();
                        }
                    } catch (Throwable t) {
                        wrong.add(t);
                    }
                }));
            for (int n = 0; n < 500; n++) actors.add(system.spawn("late" + n, Integer.class, WORK));
            for (Thread guest : guests) guest.join();
            // a message that was under way when the last one left may still bring its stamp along
            for (int round = 0; round < 2; round++)
                for (ActorRef<?> actor : actors) system.tell(actor.name(), -1);
            over.set(true);
            Awaitility.await().until(() -> seen.totals().waiting() == 0);
            for (int round = 0; round < 2; round++) {
                for (ActorRef<?> actor : actors) system.tell(actor.name(), -1);
                Awaitility.await().until(() -> seen.totals().waiting() == 0);
            }
            assertThat(wrong).isEmpty();
            for (ActorRef<?> actor : actors) isUnwatched(cell(actor));
        }
    }

    /// Made before the mask was set, and known to nobody until then.
    @Test
    void whoIsSpawnedMeanwhileHearsOfTheMask() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            Cell<?> cell = cell(system.spawn("a", Integer.class, WORK));
            system.inspect().attach(DEAF, 8);
            cell.mask = -1;
            cell.stamp = Watching.NOTHING;
            cell.home.watching.spawned(cell);
            assertThat(cell.mask).isEqualTo((byte) 7);
            assertThat(cell.stamp).isEqualTo(Watching.NEXT);
        }
    }

    @Test
    void aProbeThatThrowsKeepsNoOtherFromHearing() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            Inspection seen = system.inspect();
            seen.attach(new Probe() {
                @Override
                public void happened(Event event) {
                    throw new AssertionError("a probe");
                }

                @Override
                public void processed(String actor, String group, long nanos) {
                    throw new AssertionError("a probe");
                }

                @Override
                public void waited(String actor, String group, long nanos) {
                    throw new AssertionError("a probe");
                }
            }, 1);
            seen.attach(new Probe() {
                @Override
                public void happened(Event event) {
                    heard.add(event.getClass().getSimpleName());
                }

                @Override
                public void processed(String actor, String group, long nanos) {
                    heard.add("processed");
                }

                @Override
                public void waited(String actor, String group, long nanos) {
                    heard.add("waited");
                }
            }, 1);
            ActorRef<Integer> actor = system.spawn("a", Integer.class, (self, n) -> heard.add("took " + n));
            actor.tell(1);
            system.run();
            system.stop(actor);
            system.run();
            assertThat(heard).containsExactly("Spawned", "waited", "took 1", "processed", "Stopped");
            assertThat(seen.failures()).isEmpty();
        }
    }

    @Test
    void whatWasSeenOfAnActorGoesWithTheLastAttachment() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            Inspection seen = system.inspect();
            ActorRef<Integer> actor = system.spawn("a", Integer.class, WORK);
            Attachment one = seen.attach(DEAF);
            Attachment other = seen.attach(DEAF);
            seen.actor("a");
            one.close();
            assertThat(cell(actor).life.glance).isNotNull();
            other.close();
            assertThat(cell(actor).life.glance).isNull();
        }
    }
}
