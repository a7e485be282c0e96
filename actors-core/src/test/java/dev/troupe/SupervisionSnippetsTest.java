package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.coroutine.Unwind;
import dev.troupe.simulation.ManualClock;
import dev.troupe.supervision.Answer;
import dev.troupe.supervision.AutoShutdown;
import dev.troupe.supervision.ChildSpec;
import dev.troupe.supervision.ChildStartException;
import dev.troupe.supervision.ChildStatus;
import dev.troupe.supervision.Counts;
import dev.troupe.supervision.IntensityExceededException;
import dev.troupe.supervision.Pool;
import dev.troupe.supervision.PoolAnswer;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.SupervisorMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The snippets of the public documentation that are about ending and starting again: shown there as they stand here, and
/// asserted here.
@Tag("classpath")
@SuppressWarnings("FutureReturnValueIgnored") // launched tasks report their own failures
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisionSnippetsTest {
    private final List<Object> out = Collections.synchronizedList(new ArrayList<>());

    private void println(Object line) {
        out.add(line);
    }

    /// Adds numbers up, and crashes at one that is negative.
    private final Props<Integer> adder = Props.of(Integer.class, self -> {
        for (int sum = 0;;) {
            int n = self.receive();
            if (n < 0) throw new IllegalArgumentException("n=" + n);
            sum += n;
            println(self.name() + " " + sum);
        }
    });

    @Test
    void exitReason() {
        try (var system = ActorSystem.create()) {
            system.onFailure(failure -> {});
            // @start region="exitReason"
            var worker = system.spawn("worker", Integer.class, (self, n) -> println(100 / n));
            system.spawn("watcher", String.class, self -> {
                self.watch(worker, reason -> switch (reason) {
                    case ExitReason.Normal() -> "is done";
                    case ExitReason.Stopped() -> "was stopped";
                    case ExitReason.Killed() -> "was killed";
                    case ExitReason.Failed(Throwable cause) -> "failed: " + cause.getMessage();
                    case ExitReason.Unreachable() -> "can't be reached";
                });
                println("it " + self.receive());
            });
            worker.tell(0);
            system.run();
            // @end
        }
        assertThat(out).containsExactly("it failed: / by zero");
    }

    @Test
    void restart() {
        try (var system = ActorSystem.create()) {
            // @start region="restart"
            system.onFailure(failure -> println(failure.directive() + " " + failure.restarts()));
            system.spawn("sum", Props.of(Integer.class, self -> {
                for (int sum = 0;;) {
                    int n = self.receive();
                    if (n < 0) throw new IllegalArgumentException("n=" + n);
                    println(sum += n);
                }
            }).restart(RestartPolicy.upTo(1, Duration.ofMinutes(1))));
            for (int n : new int[] {1, 2, -1, 5, 6, -1, 7}) system.tell("sum", n); // the last is a dead letter
            system.run();
            // @end
        }
        assertThat(out).containsExactly(1, 3, "RESTART 1", 5, 11, "STOP 1");
    }

    @Test
    void directive() {
        try (var system = ActorSystem.create()) {
            // @start region="directive"
            system.onFailure(failure -> println(failure.directive()));
            system.spawn("careful", Props.of(Integer.class, () -> {
                int[] sum = {0}; // made anew at each restart
                return (self, n) -> {
                    println(sum[0] += 12 / n);
                    if (n > 12) throw new IllegalStateException("too large");
                };
            }).restart(RestartPolicy.unlimited().on(ArithmeticException.class, Directive.RESUME)));
            for (int n : new int[] {1, 0, 2, 13, 3}) system.tell("careful", n);
            system.run();
            // @end
        }
        assertThat(out).containsExactly(12, Directive.RESUME, 18, 18, Directive.RESTART, 4);
    }

    @Test
    void restartType() {
        try (var system = ActorSystem.create()) {
            // @start region="restartType"
            Actor<String> hello = self -> println(self.name() + " has " + self.receive());
            for (RestartType type : RestartType.values())
                system.spawn(type.name(),
                        Props.of(String.class, hello).restart(RestartPolicy.upTo(5, Duration.ofMinutes(1)).type(type)));
            for (RestartType type : RestartType.values()) system.tell(type.name(), "mail");
            system.run();
            println(system.names()); // who has started again after a normal end
            // @end
        }
        assertThat(out.getLast()).hasToString("[PERMANENT]");
    }

    @Test
    void backOff() {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            system.onFailure(failure -> {});
            // @start region="backOff"
            BackOff patience = BackOff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(1)).jitter(0.1);
            system.spawn("client", Props.of(String.class, (self, text) -> {
                if (text.isEmpty()) throw new IllegalArgumentException("nothing to send");
                println(text + " after " + self.clock().instant().getEpochSecond() + " s");
            }).restart(RestartPolicy.upTo(10, Duration.ofMinutes(10)).backOff(patience)));
            system.tell("client", "");
            system.tell("client", "hello"); // is kept until the client has started again
            // @end
            system.run();
            assertThat(out).isEmpty();
            clock.advance(Duration.ofSeconds(2));
            system.run();
        }
        assertThat(out).containsExactly("hello after 2 s");
    }

    @Test
    void shutdown() {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            // @start region="shutdown"
            Actor<String> saving = self -> {
                try {
                    while (true) self.receive();
                } finally {
                    self.sleep(Duration.ofSeconds(2)); // stands for work that takes two seconds
                    println(self.name() + " has saved");
                }
            };
            Props<String> props = Props.of(String.class, saving);
            system.spawn("patient", props.shutdown(Shutdown.within(Duration.ofSeconds(3))));
            system.spawn("hasty", props.shutdown(Shutdown.within(Duration.ofSeconds(1))));
            system.spawn("ruthless", props.shutdown(Shutdown.brutal()));
            // @end
            system.run();
            for (String name : List.of("patient", "hasty", "ruthless"))
                system.stop(system.find(name, String.class).orElseThrow());
            system.run();
            for (int second = 0; second < 3; second++) {
                clock.advance(Duration.ofSeconds(1));
                system.run();
            }
            assertThat(system.names()).isEmpty();
        }
        assertThat(out).containsExactly("patient has saved");
    }

    @Test
    void childrenStop() {
        try (var system = ActorSystem.create()) {
            // @start region="childrenStop"
            Actor<String> layer = self -> {
                try {
                    self.receive();
                } finally {
                    self.yield(); // stands for a clean-up that waits
                    println(self.name() + " has ended");
                }
            };
            var app = system.spawn("app", Props.of(String.class, self -> {
                self.spawn("store", String.class, layer);
                self.spawn("service", String.class, layer); // needs the store until its end
                self.receive();
            }).childrenStop(ChildrenStop.YOUNGEST_FIRST));
            // @end
            system.run();
            system.stop(app);
            system.run();
        }
        assertThat(out).containsExactly("app/service has ended", "app/store has ended");
    }

    @Test
    void link() {
        try (var system = ActorSystem.create()) {
            system.onFailure(failure -> {});
            // @start region="link"
            var driver = system.spawn("driver", String.class, (self, text) -> {
                throw new IllegalStateException(text);
            });
            system.spawn("device", String.class, self -> {
                self.link(driver); // ends with the driver
                try {
                    self.receive();
                } catch (Unwind.Linked exit) {
                    println("device: " + exit.actor() + " has gone");
                    throw exit;
                }
            });
            system.spawn("monitor", String.class, self -> {
                self.trapExits((actor, reason) -> actor + " has ended"); // is told instead
                self.link(driver);
                println("monitor: " + self.receive());
            });
            system.run();
            driver.tell("overheated");
            system.run();
            // @end
        }
        assertThat(out).containsExactlyInAnyOrder("device: driver has gone", "monitor: driver has ended");
    }

    @Test
    void recorded() {
        try (var system = ActorSystem.create()) {
            // @start region="recorded"
            system.onFailure(failure -> println(failure.last()));
            system.spawn("till", Props.of(Object.class, (self, message) -> {
                if (message instanceof String text) throw new IllegalArgumentException(text);
            }).recording(2));
            system.tell("till", 1);
            system.spawn("customer", String.class, self -> {
                self.tell("till", 20);
                self.tell("till", "a button");
            });
            system.run();
            // @end
        }
        assertThat(out.getFirst()).isEqualTo(
                List.of(new Envelope(Integer.class, "customer"), new Envelope(String.class, "customer")));
    }

    @Test
    void phases() {
        // @start region="phases"
        try (var system = ActorSystem.create()) {
            system.spawn("worker", String.class, self -> {
                try {
                    self.receive();
                } finally {
                    println("worker has ended");
                }
            });
            system.onShutdown(ShutdownPhase.OFFLOAD, "report", () -> println("all actors have ended"));
            system.onShutdown(ShutdownPhase.SERVICES, "server", () -> println("no more requests"));
            system.run();
        }
        // @end
        assertThat(out).containsExactly("no more requests", "worker has ended", "all actors have ended");
    }

    @Test
    void snapshot() {
        try (var system = ActorSystem.create()) {
            system.onFailure(failure -> {});
            // @start region="snapshot"
            system.spawn("inverse", Props.of(Integer.class, (self, n) -> println(1 / n))
                    .restart(RestartPolicy.unlimited()));
            for (int n : new int[] {1, 0, 0}) system.tell("inverse", n);
            system.run();
            SystemSnapshot now = system.snapshot();
            println(now.actors() + " actor, " + now.restarts() + " restarts");
            println(now.lastFailures().getLast().cause().getMessage());
            // @end
        }
        assertThat(out).containsExactly(1, "1 actor, 2 restarts", "/ by zero");
    }

    @Test
    @Tag("deque") // the order across actors
    void supervisor() {
        try (var system = ActorSystem.create()) {
            system.onFailure(failure -> {});
            // @start region="supervisor"
            Props<SupervisorMessage> calculators = Supervisor.restForOne()
                    .intensity(3, Duration.ofMinutes(1))
                    .child(ChildSpec.of("a", adder))
                    .child(ChildSpec.of("b", adder))
                    .child(ChildSpec.of("c", adder))
                    .props();
            system.spawn("calc", calculators);
            system.run();
            for (String name : List.of("calc/a", "calc/b", "calc/c")) system.tell(name, 10);
            system.tell("calc/b", -1); // b and c begin anew, a keeps what it has
            system.run();
            for (String name : List.of("calc/a", "calc/b", "calc/c")) system.tell(name, 1);
            system.run();
            // @end
        }
        assertThat(out).containsExactly("calc/a 10", "calc/b 10", "calc/c 10", "calc/a 11", "calc/b 1", "calc/c 1");
    }

    @Test
    void childSpec() {
        // @start region="childSpec"
        ChildSpec store = ChildSpec.of("store", adder).shutdown(Shutdown.within(Duration.ofSeconds(30)));
        ChildSpec importing = ChildSpec.of("import", adder).restart(RestartType.TRANSIENT);
        ChildSpec below = ChildSpec.of("services", Supervisor.oneForAll().child(store).child(importing).props());
        // @end
        assertThat(store).hasToString("store (PERMANENT, shutdown within PT30S)");
        assertThat(below.shutdown().isInfinite()).isTrue();
    }

    @Test
    void intensity() {
        try (var system = ActorSystem.create()) {
            // @start region="intensity"
            system.onFailure(failure -> {
                if (failure.cause() instanceof IntensityExceededException tooMuch) println(tooMuch.getMessage());
            });
            system.spawn("calc", Supervisor.oneForOne().intensity(2, Duration.ofMinutes(1))
                    .child(ChildSpec.of("a", adder)).props());
            system.run();
            for (int n = 0; n < 3; n++) system.tell("calc/a", -1);
            system.run();
            println(system.names());
            // @end
        }
        assertThat(out).hasToString("[a supervisor must not restart its children more often: restarts=2, period=PT1M, "
                + "child=a, supervisor=calc, []]");
    }

    @Test
    void startFailure() {
        try (var system = ActorSystem.create()) {
            // @start region="startFailure"
            system.onFailure(failure -> {
                if (failure.cause() instanceof ChildStartException e)
                    println(e.id() + ": " + e.getCause().getMessage());
            });
            system.spawn("calc", Supervisor.oneForOne().child(ChildSpec.of("a", adder))
                    .child(ChildSpec.of("b", Props.of(String.class, self -> {
                        throw new IllegalStateException("no licence"); // before it has waited for anything
                    }))).props());
            system.run();
            println(system.names());
            // @end
        }
        assertThat(out).hasToString("[b: no licence, []]");
    }

    @Test
    void autoShutdown() {
        try (var system = ActorSystem.create()) {
            // @start region="autoShutdown"
            system.spawn("batch", Supervisor.oneForOne().autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
                    .child(ChildSpec.of("store", adder))
                    .child(ChildSpec.of("job", Props.of(String.class, self -> {
                        self.tell("batch/store", 42);
                        self.yield();
                        println("done");
                    })).restart(RestartType.TRANSIENT).significant())
                    .props());
            system.run();
            println(system.names()); // the job has ended normally, and so has its supervisor with the store
            // @end
        }
        if (Stage.ON_DEQUE) assertThat(out).containsExactlyInAnyOrder("batch/store 42", "done", java.util.Set.of());
        else assertThat(out).contains("done", java.util.Set.of()); // with threads, a stop may overtake the number
    }

    @Test
    void commands() {
        try (var system = ActorSystem.create()) {
            Duration limit = Duration.ofSeconds(10);
            // @start region="commands"
            var calc = system.spawn("calc", Supervisor.oneForOne().child(ChildSpec.of("a", adder)).props());
            system.launch(self -> {
                println(self.ask(calc, Supervisor.terminate("a"), limit));
                println(self.ask(calc, Supervisor.delete("a"), limit));
                println(self.ask(calc, Supervisor.restart("a"), limit));
                Answer.ToStart answer = self.ask(calc,
                        replyTo -> new SupervisorMessage.Start(ChildSpec.of("b", adder), replyTo), limit);
                println(answer);
            });
            system.run();
            // @end
        }
        assertThat(out).hasToString(
                "[Done[id=a], Done[id=a], NotFound[id=a], Started[id=b, ref=calc/b]]");
    }

    @Test
    void answer() {
        try (var system = ActorSystem.create()) {
            Duration limit = Duration.ofSeconds(10);
            // @start region="answer"
            var calc = system.spawn("calc", Supervisor.oneForOne().child(ChildSpec.of("a", adder)).props());
            system.launch(self -> {
                for (String id : List.of("a", "b"))
                    println(switch (self.ask(calc, Supervisor.start(ChildSpec.of(id, adder)), limit)) {
                        case Answer.Started(_, ActorRef<?> ref) -> ref.name() + " is new";
                        case Answer.AlreadyRunning(_, ActorRef<?> ref) -> ref.name() + " was there";
                        case Answer.AlreadyPresent _,Answer.Restarting _ -> id + " doesn't run just now";
                        case Answer.StartFailed(_, Throwable cause) -> id + " failed: " + cause;
                    });
                self.ask(calc, Supervisor.terminate("b"), limit).orThrow(); // for those who expect no refusal
            });
            system.run();
            // @end
            assertThat(system.names()).containsExactly("calc", "calc/a");
        }
        assertThat(out).containsExactly("calc/a was there", "calc/b is new");
    }

    @Test
    void children() {
        try (var system = ActorSystem.create()) {
            Duration limit = Duration.ofSeconds(10);
            // @start region="children"
            var calc = system.spawn("calc", Supervisor.oneForOne()
                    .child(ChildSpec.of("a", adder)).child(ChildSpec.of("b", adder)).props());
            system.launch(self -> {
                self.ask(calc, Supervisor.terminate("a"), limit);
                for (ChildStatus child : self.ask(calc, Supervisor.status(), limit))
                    println(child.id() + " " + child.state());
                Counts counts = self.ask(calc, Supervisor.count(), limit);
                println(counts.running() + " of " + counts.specs());
            });
            system.run();
            // @end
        }
        assertThat(out).containsExactly("a TERMINATED", "b RUNNING", "1 of 2");
    }

    @Test
    void pool() {
        try (var system = ActorSystem.create()) {
            Duration limit = Duration.ofSeconds(10);
            // @start region="pool"
            Pool<String, Integer> counters = Supervisor
                    .pool((String city) -> Props.of(Integer.class, (self, n) -> println(n + " in " + city)));
            var pool = system.spawn("counters", counters.restart(RestartType.TRANSIENT).props());
            system.launch(self -> {
                for (String city : List.of("Oslo", "Rome")) {
                    PoolAnswer.ToStart<Integer> answer = self.ask(pool, Pool.start(city), limit);
                    answer.orThrow().tell(7); // a reference to the new child
                }
                List<ActorRef<Integer>> children = self.ask(pool, Pool.children(), limit);
                PoolAnswer.ToTerminate answer = self.ask(pool, Pool.terminate(children.getFirst()), limit);
                println(answer instanceof PoolAnswer.Done);
            });
            system.run();
            // @end
        }
        if (Stage.ON_DEQUE) assertThat(out).containsExactlyInAnyOrder("7 in Oslo", "7 in Rome", true);
        else assertThat(out).contains("7 in Rome", true); // with threads, a stop may overtake the other number
    }
}
