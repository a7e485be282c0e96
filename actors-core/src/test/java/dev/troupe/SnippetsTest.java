package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Generator;
import dev.troupe.coroutine.GeneratorException;
import dev.troupe.coroutine.GeneratorState;
import dev.troupe.coroutine.StopIteration;
import dev.troupe.coroutine.Unwind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The snippets of the public documentation: each is shown there as it stands here, and asserted here.
@Tag("classpath")
class SnippetsTest {
    private final List<Object> out = Collections.synchronizedList(new ArrayList<>());

    private void println(Object line) {
        out.add(line);
    }

    @Test
    void system() {
        // @start region="system"
        try (var system = ActorSystem.create()) {
            system.spawn("ping", Integer.class, self -> {
                for (int n = self.receive(); n < 4; n = self.receive()) {
                    println("ping " + n);
                    self.tell("pong", n + 1);
                }
            });
            system.spawn("pong", Integer.class, (self, n) -> {
                println("pong " + n);
                self.tell("ping", n + 1);
            });
            system.tell("ping", 0);
            system.run();
        }
        // @end
        assertThat(out).containsExactly("ping 0", "pong 1", "ping 2", "pong 3");
    }

    @Test
    void actor() {
        try (var system = ActorSystem.create()) {
            // @start region="actor"
            Actor<Integer> summing = self -> {
                int sum = 0;
                for (int n = self.receive(); n != 0; n = self.receive()) sum += n;
                println("sum " + sum);
            };
            system.spawn("sum", Integer.class, summing);
            // @end
            for (int n : new int[] {1, 2, 3, 0}) system.tell("sum", n);
            system.run();
        }
        assertThat(out).containsExactly("sum 6");
    }

    @Test
    void handler() {
        try (var system = ActorSystem.create()) {
            // @start region="handler"
            system.spawn("echo", String.class, (self, text) -> {
                println(self.name() + ": " + text);
                if (text.equals("bye")) self.stop();
            });
            // @end
            system.tell("echo", "hello");
            system.tell("echo", "bye");
            system.tell("echo", "too late");
            system.run();
        }
        assertThat(out).containsExactly("echo: hello", "echo: bye");
    }

    @Test
    void factory() {
        try (var system = ActorSystem.create()) {
            // @start region="factory"
            system.spawn("counter", String.class, () -> {
                int[] seen = {0}; // made anew at each start
                return (self, text) -> println(text + " is number " + ++seen[0]);
            });
            // @end
            system.tell("counter", "a");
            system.tell("counter", "b");
            system.run();
        }
        assertThat(out).containsExactly("a is number 1", "b is number 2");
    }

    @Test
    void behavior() {
        // @start region="behavior"
        Props<String> props = Props.of(String.class, self -> println(self.receive()));
        String kind = switch (props.behavior()) {
            case Actor<String> _ -> "a body";
            case Handler<String> _ -> "a handler";
            case HandlerFactory<String> _ -> "a factory of handlers";
        };
        // @end
        assertThat(kind).isEqualTo("a body");
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void props() {
        try (var system = ActorSystem.create()) {
            // @start region="props"
            Props<String> greeter = Props.of(String.class, (self, name) -> println(self.name() + " greets " + name));
            system.spawn("left", greeter);
            system.spawn("right", greeter);
            // @end
            system.tell("left", "Ada");
            system.tell("right", "Carl");
            system.run();
        }
        assertThat(out).containsExactly("left greets Ada", "right greets Carl");
    }

    @Test
    void spawner() {
        try (var system = ActorSystem.create()) {
            // @start region="spawner"
            system.spawn("office", String.class, (self, work) -> {
                ActorRef<String> clerk = self.spawn("clerk", String.class,
                        (me, page) -> println(me.name() + " has " + page));
                clerk.tell(work);
            });
            // @end
            system.tell("office", "a letter");
            system.run();
            println(system.names());
        }
        assertThat(out.toString()).isEqualTo("[office/clerk has a letter, [office, office/clerk]]");
    }

    @Test
    void ref() {
        try (var system = ActorSystem.create()) {
            // @start region="ref"
            ActorRef<Integer> doubler = system.spawn("doubler", Integer.class, (self, n) -> println(2 * n));
            doubler.tell(21);
            // @end
            system.run();
            println(doubler.name() + " takes " + doubler.type().getSimpleName());
        }
        assertThat(out).containsExactly(42, "doubler takes Integer");
    }

    @Test
    void sendResult() {
        try (var system = ActorSystem.create()) {
            var ends = system.spawn("ends", Integer.class, self -> println(self.receive()));
            // @start region="sendResult"
            println(ends.tell(1)); // accepted: it will be processed
            system.run(); // after which that actor has ended
            println(ends.offer(2)); // stopped, and no dead letter, for it was only offered
            // @end
        }
        assertThat(out).containsExactly(SendResult.ACCEPTED, 1, SendResult.STOPPED);
    }

    @Test
    void deadLetter() {
        try (var system = ActorSystem.create()) {
            // @start region="deadLetter"
            system.onDeadLetter(
                    letter -> println(letter.message() + " to " + letter.recipient() + ": " + letter.reason()));
            system.tell("nobody", "hello");
            // @end
        }
        assertThat(out).containsExactly("hello to nobody: NO_SUCH_ACTOR");
    }

    @Test
    void failure() {
        try (var system = ActorSystem.create()) {
            // @start region="failure"
            system.onFailure(failure -> println(failure.actor() + ": " + failure.cause().getMessage()));
            system.spawn("fragile", Integer.class, (self, n) -> println(1 / n));
            system.tell("fragile", 0);
            system.run();
            // @end
        }
        assertThat(out).containsExactly("fragile: / by zero");
    }

    @Test
    void subscription() {
        try (var system = ActorSystem.create()) {
            // @start region="subscription"
            Subscription ears = system.onDeadLetter(letter -> println("heard " + letter.message()));
            system.tell("nobody", 1);
            ears.close();
            system.tell("nobody", 2); // logged instead, for nobody listens any more
            // @end
        }
        assertThat(out).containsExactly("heard 1");
    }

    @Test
    void lifecycle() {
        try (var system = ActorSystem.create()) {
            // @start region="lifecycle"
            system.onLifecycle(new LifecycleListener() {
                @Override
                public void spawned(ActorRef<?> actor) {
                    println(actor + " is there");
                }

                @Override
                public void stopped(ActorRef<?> actor) {
                    println(actor + " has gone");
                }
            });
            system.spawn("guest", String.class, self -> println("good evening"));
            system.run();
            // @end
        }
        assertThat(out).containsExactly("guest is there", "good evening", "guest has gone");
    }

    @Test
    void task() {
        try (var system = ActorSystem.create()) {
            // @start region="task"
            system.spawn("late", String.class, self -> {
                self.sleep(Duration.ofMillis(2)); // no thread sleeps
                self.tell("hall", "late");
            });
            system.spawn("early", String.class, self -> {
                self.yield(); // the others first
                self.tell("hall", "early");
            });
            system.spawn("hall", String.class, (self, who) -> println(who));
            // @end
            system.run();
        }
        if (Stage.ON_DEQUE) assertThat(out).containsExactly("early", "late");
        else assertThat(out).containsExactlyInAnyOrder("early", "late"); // with threads, late may be early enough
    }

    @Test
    void receive() {
        try (var system = ActorSystem.create()) {
            // @start region="receive"
            system.spawn("reader", Object.class, self -> {
                println("number " + self.receive(Integer.class)); // passes the text over
                println("then " + self.receive()); // the text, which waited
                println("long " + self.receive(m -> m instanceof String s && s.length() > 3));
                println("more? " + self.receive(Duration.ofMillis(1)).isPresent());
            });
            for (Object message : List.of("one", 2, "three")) system.tell("reader", message);
            system.run();
            // @end
        }
        assertThat(out).containsExactly("number 2", "then one", "long three", "more? false");
    }

    @Test
    void builder() {
        // @start region="builder"
        try (var system = ActorSystem.builder().name("bank").closeLimit(Duration.ofSeconds(2)).build()) {
            system.spawn("teller", String.class, (self, customer) -> println("good day, " + customer));
            system.tell("teller", "Ada");
            system.run();
        }
        // @end
        assertThat(out).containsExactly("good day, Ada");
    }

    @Test
    void stopped() {
        try (var system = ActorSystem.create()) {
            // @start region="stopped"
            var server = system.spawn("server", String.class, self -> {
                try {
                    while (true) println(self.receive());
                } finally {
                    println("closed its files");
                }
            });
            system.tell("server", "request");
            system.run();
            system.stop(server); // raises Unwind.Stopped in its receive
            system.run();
            // @end
        }
        assertThat(out).containsExactly("request", "closed its files");
    }

    @Test
    void killed() {
        // @start region="killed"
        try (var system = ActorSystem.builder().closeLimit(Duration.ofMillis(50)).build()) {
            system.spawn("stubborn", String.class, self -> {
                try {
                    self.receive();
                } finally {
                    self.sleep(Duration.ofHours(1)); // ended by Unwind.Killed when the limit of close is near
                }
            });
            system.run();
        }
        // @end
    }

    @Test
    void become() {
        try (var system = ActorSystem.create()) {
            // @start region="become"
            system.spawn("door", String.class, self -> {
                println("closed for " + self.receive());
                self.become((open, visitor) -> println("open for " + visitor));
            });
            // @end
            system.tell("door", "Ada");
            system.tell("door", "Carl");
            system.run();
        }
        assertThat(out).containsExactly("closed for Ada", "open for Carl");
    }

    @Test
    void generator() {
        // @start region="generator"
        Generator<Double, Double, String> averager = Generator.of(g -> {
            double total = 0;
            int count = 0;
            double average = 0;
            while (count < 3) {
                total += g.yield(average); // gives the average, takes the next number
                average = total / ++count;
            }
            return count + " numbers, average " + average;
        });
        averager.prime();
        println(averager.send(10.0));
        println(averager.send(20.0));
        try {
            averager.send(60.0);
        } catch (StopIteration end) {
            println(averager.result());
        }
        // @end
        assertThat(out).containsExactly(10.0, 15.0, "3 numbers, average 30.0");
    }

    @Test
    void sequence() {
        // @start region="sequence"
        Generator<Integer, Void, Void> fibonacci = Generator.sequence(g -> {
            for (int a = 0, b = 1, next; true; next = a + b, a = b, b = next) g.yield(a);
        });
        println(fibonacci.stream().dropWhile(n -> n < 100).limit(3).toList());
        // @end
        assertThat(out).containsExactly(List.of(144, 233, 377));
    }

    @Test
    void yielder() {
        // @start region="yielder"
        Generator<Object, Void, String> inner = Generator.of(g -> {
            g.yield("a");
            return "result";
        });
        Generator<Object, Void, Void> outer = Generator.sequence(g -> {
            String result = g.yieldFrom(inner); // yields what it yields
            g.yield(result);
            g.yieldFrom(List.of(1, 2));
        });
        for (Object value : outer) println(value);
        // @end
        assertThat(out).containsExactly("a", "result", 1, 2);
    }

    @Test
    void states() {
        // @start region="states"
        Generator<String, Void, Void> one = Generator.sequence(g -> g.yield("only"));
        println(one.state());
        println(one.next() + ", " + one.state());
        one.close();
        println(one.state());
        // @end
        assertThat(out).containsExactly(GeneratorState.CREATED, "only, SUSPENDED", GeneratorState.CLOSED);
    }

    @Test
    void stopIteration() {
        // @start region="stopIteration"
        Generator<String, Void, Integer> empty = Generator.of(g -> 42);
        try {
            empty.next();
        } catch (StopIteration end) {
            println("ended with " + end.value());
        }
        // @end
        assertThat(out).containsExactly("ended with 42");
    }

    @Test
    void generatorException() {
        // @start region="generatorException"
        Generator<String, Void, Void> reader = Generator.sequence(g -> {
            g.yield("first line");
            throw new IOException("disk gone");
        });
        println(reader.next());
        try {
            reader.next();
        } catch (GeneratorException e) {
            println(e.getCause().getMessage());
        }
        // @end
        assertThat(out).containsExactly("first line", "disk gone");
    }

    @Test
    void unwind() {
        AtomicReference<Throwable> raised = new AtomicReference<>();
        // @start region="unwind"
        Generator<String, Void, Void> lines = Generator.sequence(g -> {
            try {
                while (true) g.yield("line");
            } catch (Exception e) {
                println("not reached: Unwind is an Error");
            } finally {
                println("file closed");
            }
        });
        lines.next();
        lines.close(); // raises Unwind.Closed in the yield
        // @end
        assertThat(out).containsExactly("file closed");
        Generator<String, Void, Void> other = Generator.sequence(g -> {
            try {
                g.yield("x");
            } catch (Unwind end) {
                raised.set(end);
                throw end;
            }
        });
        other.next();
        other.close();
        assertThat(raised.get()).isInstanceOf(Unwind.Closed.class);
        assertThat(raised.get().getStackTrace()).isEmpty();
        assertThatThrownBy(() -> raised.get().initCause(new Exception("mine"))).hasMessageContaining("mine");
    }
}
