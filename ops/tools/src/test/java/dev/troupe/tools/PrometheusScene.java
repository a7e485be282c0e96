package dev.troupe.tools;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.BackOff;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.Scheduler;
import java.time.Duration;

/// A system in which something of each kind happens again and again.
final class PrometheusScene {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMillis(20);

    private PrometheusScene() {}

    record Question(ActorRef<Integer> asker, int number) {}

    static ActorSystem open() {
        return ActorSystem.builder().name("stage").scheduler(Scheduler.parallel(2)).build();
    }

    static void play(ActorSystem system) {
        system.onFailure(_ -> {}); // what is planted isn't news
        system.onDeadLetter(_ -> {});
        ActorRef<Question> oracle = system.spawn("oracle", Question.class, (self, question) -> {
            if (question.number % 2 == 0) question.asker.tell(question.number);
        });
        system.spawn("crasher", Props.of(Integer.class, (self, n) -> {
            throw new IllegalStateException("planted");
        }).restart(RestartPolicy.unlimited().backOff(BackOff.fixed(Duration.ofMillis(10)))));
        system.spawn("tight", Props.of(Integer.class, self -> {
            while (true) {
                self.receive();
                self.sleep(BEAT);
            }
        }).mailbox(Mailbox.bounded(2, Mailbox.WhenFull.DROP_OLDEST)));
        system.spawn("beat", Integer.class, self -> {
            self.timers().fixedRate("beat", BEAT, 1);
            for (int n = 0; true; n++) {
                int number = n;
                self.receive();
                self.tell("crasher", n);
                self.tell("nobody", n);
                for (int more = 0; more < 5; more++) self.tell("tight", more);
                self.spawn("child " + n, Integer.class, kid -> {});
                self.offload(() -> number + 1);
                try {
                    self.<Question, Integer>ask(oracle, to -> new Question(to, number), LIMIT);
                } catch (dev.troupe.AskTimeoutException _) {
                    self.log().trace("each other question stays without an answer");
                }
            }
        });
    }
}
