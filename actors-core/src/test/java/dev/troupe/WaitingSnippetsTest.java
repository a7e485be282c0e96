package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The snippets of the public documentation that are about waiting: shown there as they stand here, and asserted here.
@Tag("classpath")
@SuppressWarnings("FutureReturnValueIgnored") // launched tasks report their own failures
class WaitingSnippetsTest {
    private final List<Object> out = Collections.synchronizedList(new ArrayList<>());

    private void println(Object line) {
        out.add(line);
    }

    private static CompletableFuture<Integer> price(String what) {
        return CompletableFuture.completedFuture(what.length());
    }

    @Test
    void tasks() {
        try (var system = ActorSystem.create()) {
            // @start region="tasks"
            Task<Integer> sum = system.start(self -> {
                int total = 0;
                for (String what : List.of("tea", "cake")) total += self.await(price(what)); // one after the other
                return total;
            });
            Task<String> bill = system.start(self -> "to pay: " + self.await(sum)); // a task is a future as well
            println(bill.join()); // drives the system until it is done
            // @end
        }
        assertThat(out).containsExactly("to pay: 7");
    }

    @Test
    void launch() {
        try (var system = ActorSystem.create()) {
            // @start region="launch"
            system.launch(self -> {
                self.sleep(Duration.ofMillis(1));
                println("later");
            });
            println("now");
            system.run();
            // @end
        }
        assertThat(out).containsExactly("now", "later");
    }

    @Test
    @Tag("deque") // steps
    void cancelled() {
        try (var system = ActorSystem.create()) {
            // @start region="cancelled"
            Task<Void> endless = system.launch(self -> {
                try {
                    while (true) self.sleep(Duration.ofMinutes(1));
                } finally {
                    println("cleaned up");
                }
            });
            while (system.step()) println("a turn");
            endless.cancel(true); // raises Unwind.Cancelled in its sleep
            system.run();
            // @end
        }
        assertThat(out).containsExactly("a turn", "cleaned up");
    }

    @Test
    void awaitException() {
        CompletableFuture<String> page = CompletableFuture.failedFuture(new IOException("no route"));
        try (var system = ActorSystem.create()) {
            // @start region="awaitException"
            system.launch(self -> {
                try {
                    self.await(page);
                } catch (AwaitException e) {
                    println("failed: " + e.getCause().getMessage());
                }
                try {
                    self.await(page, IOException.class); // the same, typed
                } catch (IOException e) {
                    println("failed: " + e.getMessage());
                }
            });
            system.run();
            // @end
        }
        assertThat(out).containsExactly("failed: no route", "failed: no route");
    }

    @Test
    void askException() {
        try (var system = ActorSystem.create()) {
            // @start region="askException"
            record Question(String text, ActorRef<String> replyTo) {}
            ActorRef<Question> oracle = system.spawn("oracle", Question.class, (self, question) -> {
                if (question.text().startsWith("how")) question.replyTo().tell("with patience");
            });
            system.launch(self -> {
                String answer = self.ask(oracle, replyTo -> new Question("how?", replyTo), Duration.ofMinutes(1));
                println(answer);
                try {
                    self.<Question, String>ask(oracle, replyTo -> new Question("why?", replyTo), Duration.ofMillis(5));
                } catch (AskTimeoutException e) {
                    println(e.target() + " didn't answer");
                }
            });
            system.run();
            // @end
        }
        assertThat(out).containsExactly("with patience", "oracle didn't answer");
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void deadlock() {
        try (var system = ActorSystem.create()) {
            // @start region="deadlock"
            record Ask(ActorRef<String> replyTo) {}
            Duration limit = Duration.ofMinutes(1);
            system.spawn("a", Ask.class, self -> self.<String>ask("b", Ask::new, limit));
            system.spawn("b", Ask.class, self -> {
                try {
                    self.<String>ask("a", Ask::new, limit); // would close the circle: fails at once
                } catch (DeadlockException e) {
                    println(e.getMessage());
                }
            });
            system.onFailure(failure -> println(failure.actor() + " failed"));
            system.run();
            // @end
        }
        assertThat(out).containsExactly("a asks b, b asks a", "a failed");
    }

    @Test
    void mailbox() {
        try (var system = ActorSystem.create()) {
            // @start region="mailbox"
            var slow = system.spawn("slow", Props.of(Integer.class, self -> {
                while (true) println("slow has " + self.receive());
            }).mailbox(Mailbox.bounded(2)));
            system.spawn("fast", String.class, self -> {
                for (int n = 1; n <= 4; n++) slow.tell(n); // suspends while two wait
                println("fast is done");
            });
            system.run();
            // @end
        }
        assertThat(out).contains("slow has 4", "fast is done");
        assertThat(out.indexOf("fast is done")).isGreaterThan(out.indexOf("slow has 1"));
    }

    @Test
    void whenFull() {
        try (var system = ActorSystem.create()) {
            // @start region="whenFull"
            var latest = system.spawn("latest", Props.of(Integer.class, (self, n) -> println(n))
                    .mailbox(Mailbox.bounded(1, Mailbox.WhenFull.DROP_OLDEST)));
            system.onDeadLetter(letter -> println("dropped " + letter.message()));
            for (int n = 1; n <= 3; n++) latest.tell(n);
            system.run();
            // @end
        }
        assertThat(out).containsExactly("dropped 1", "dropped 2", 3);
    }

    @Test
    void timers() {
        try (var system = ActorSystem.create()) {
            // @start region="timers"
            system.spawn("clock", String.class, () -> {
                int[] ticks = {0};
                return (self, message) -> {
                    switch (message) {
                        case "start" -> self.timers().fixedRate("beat", Duration.ofMillis(1), "tick");
                        default -> {
                            println(message);
                            if (++ticks[0] == 3) self.timers().cancel("beat");
                        }
                    }
                };
            });
            system.tell("clock", "start");
            system.run(); // ends, since the timer was cancelled
            // @end
        }
        // more where the machine is late: what has been sent stays
        assertThat(out).startsWith("tick", "tick", "tick").containsOnly("tick");
    }

    @Test
    @Tag("deque") // steps
    void waits() {
        try (var system = ActorSystem.create()) {
            // @start region="waits"
            Task<String> never = system.start(self -> self.await(new CompletableFuture<String>()));
            system.spawn("reader", String.class, self -> println(self.receive()));
            system.launch(self -> self.await(never));
            while (system.step()) println("a turn");
            for (WaitFor arrow : system.waits()) println(arrow.toString());
            // @end
        }
        assertThat(out).containsExactly("a turn", "a turn", "a turn", "reader receives", "task-1 awaits",
                "task-2 awaits task-1");
    }
}
