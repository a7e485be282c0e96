package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What the documentation of schedulers shows.
class SchedulerSnippetsTest {
    @Test
    void schedulers() throws Exception {
        // @start region="scheduler"
        try (var system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            var answered = new CountDownLatch(1);
            system.spawn("counter", Integer.class, (self, n) -> self.tell("printer", "counted " + n));
            system.spawn("printer", Props.of(String.class, (self, text) -> answered.countDown())
                    .scheduler(Scheduler.blocking())); // it may block
            system.tell("counter", 1);
            answered.await(); // nobody has to drive
        }
        // @end
        assertThat(Scheduler.of("parallel(4)").workers()).isEqualTo(4);
    }

    @Test
    void kinds() {
        // @start region="kind"
        var crawlers = Scheduler.parallel(8).named("crawl");
        assert crawlers.kind() == Scheduler.Kind.PARALLEL && crawlers.workers() == 8;
        // @end
        assertThat(crawlers.name()).isEqualTo("crawl");
    }
}
