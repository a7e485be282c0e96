package dev.troupe.internal.scheduler;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import dev.troupe.interleaving.PermitClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Entries put by other threads against a driving thread that takes, finds nothing and parks: none is lost (invariant
/// 3), those of one producer keep their order (2), and no wake-up is lost.
@Tag("interleavings")
class ParkingInterleavingsTest {
    /// Looks once more before it announces, not after.
    private static final class AnnouncesLate extends WokenOnly {
        AnnouncesLate() {
            super(new PermitClock());
        }

        @Override
        void announce() {
            clock.beforePark(super::announce);
        }
    }

    private static final class Deque {
        final DequeScheduler<Object> scheduler;
        final List<Object> taken = new ArrayList<>();

        Deque(WokenOnly parking) {
            scheduler = new DequeScheduler<>(parking.clock, null, parking);
        }

        void put(Object argument, boolean urgent) {
            scheduler.putOutside(seen -> {
                taken.add(seen);
                scheduler.outstanding(-1);
                return null;
            }, argument, urgent);
        }

        boolean drive(Stretch stretch) {
            return scheduler.drive(stretch, ignored -> {});
        }
    }

    private static void twoProducers(WokenOnly parking) {
        Deque deque = new Deque(parking);
        deque.scheduler.outstanding(3);
        Interleavings.together(() -> check(deque.drive(Stretch.UNTIL_IDLE), "an end before all was done"), () -> {
            deque.put("a1", false);
            deque.put("a2", false);
        }, () -> deque.put("b", true));
        List<Object> taken = deque.taken;
        check(taken.size() == 3 && taken.indexOf("a1") < taken.indexOf("a2"), taken);
    }

    @Test
    void whatTwoThreadsPutIsTaken() {
        Interleavings.hold(() -> twoProducers(new WokenOnly(new PermitClock())));
    }

    @Test
    void anAnnouncementTooLateIsFound() {
        assertThat(Interleavings.failure(() -> twoProducers(new AnnouncesLate()))).contains("hung");
    }

    private static void putAgainstEviction() {
        Deque deque = new Deque(new WokenOnly(new PermitClock()));
        CompletableFuture<Boolean> driving = new CompletableFuture<>();
        deque.scheduler.outstanding(1);
        deque.scheduler.putOutside(ignored -> {
            driving.complete(true);
            return null;
        }, "start", false);
        Interleavings.together(() -> deque.drive(Stretch.FOR_EVER), () -> deque.put("a", false), () -> {
            driving.join();
            deque.scheduler.evict();
        });
        check(deque.drive(Stretch.UNTIL_IDLE) && deque.taken.size() == 1, deque.taken);
    }

    @Test
    void aDriveThatIsEvictedLosesNothing() {
        Interleavings.hold(ParkingInterleavingsTest::putAgainstEviction);
    }
}
