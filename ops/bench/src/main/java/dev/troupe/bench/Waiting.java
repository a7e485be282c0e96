package dev.troupe.bench;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What waiting costs, each on one system driven by `run()`; each subclass under one coroutine engine.
///
/// - `ask`: one question put, taken by a handler, and answered, with a limit of an hour that is set and cancelled.
/// - `task`: one task started, run and ended.
/// - `timerSetAndCancelled`: one timer set, replacing the one before, among a thousand that wait.
/// - `timerFired`: one timer set for now, due, and its message handled.
/// - `suspendedSend`: one message sent to a full mailbox of one: the sender suspends and is resumed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Waiting {
    /// Units of work in one invocation.
    static final int UNITS = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Integer BALL = 1;

    record Question(ActorRef<Integer> replyTo) {}

    private ActorSystem system;
    private ActorRef<Question> oracle;
    private ActorRef<Integer> asker;
    private ActorRef<Integer> setter;
    private ActorRef<Integer> ticker;
    private ActorRef<Integer> producer;
    private int left;

    @Setup
    public void spawn() {
        system = ActorSystem.create();
        oracle = system.spawn("oracle", Question.class, (self, question) -> question.replyTo().tell(BALL));
        asker = system.spawn("asker", Integer.class, self -> {
            while (true) {
                self.receive();
                for (int n = 0; n < UNITS; n++) self.ask(oracle, Question::new, HOUR);
            }
        });
        setter = system.spawn("setter", Integer.class, (self, message) -> {
            for (int n = 0; n < 1_000; n++) self.timers().once(n, HOUR, BALL);
            for (int n = 0; n < UNITS; n++) self.timers().once("last", HOUR, BALL);
            self.timers().cancelAll();
        });
        ticker = system.spawn("ticker", Integer.class, (self, message) -> {
            if (--left > 0) self.timers().once("now", Duration.ZERO, BALL);
        });
        var consumer = system.spawn("consumer", Props.of(Integer.class, self -> {
            while (true) self.receive();
        }).mailbox(Mailbox.bounded(1)));
        producer = system.spawn("producer", Integer.class, self -> {
            while (true) {
                self.receive();
                for (int n = 0; n < UNITS; n++) consumer.tell(BALL);
            }
        });
        system.run();
    }

    @TearDown
    public void close() {
        system.close();
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void ask() {
        run(asker);
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void task() {
        for (int n = 0; n < UNITS; n++) {
            var _ = system.start(self -> BALL);
        }
        system.run();
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void timerSetAndCancelled() {
        run(setter);
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void timerFired() {
        left = UNITS;
        run(ticker);
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void suspendedSend() {
        run(producer);
    }

    private void run(ActorRef<Integer> actor) {
        actor.tell(BALL);
        system.run();
    }

    /// Under the engine `virtual`.
    @Fork(jvmArgsAppend = {Hop.VIRTUAL, Hop.OPEN_LANG})
    public static class OnVirtual extends Waiting {}

    /// Under the engine `continuation`.
    @Fork(jvmArgsAppend = {Hop.CONTINUATION, Hop.EXPORT_VM})
    public static class OnContinuation extends Waiting {}

    /// Under the engine `baton`.
    @Fork(jvmArgsAppend = Hop.BATON)
    public static class OnBaton extends Waiting {}
}
