package dev.troupe;

import static dev.troupe.Kind.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Kind.Order;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The reason a watcher is given, for each way to end (invariant 6); the clean-up hook is given the same. S11.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExitReasonTest {
    private static final ExitReason NORMAL = new ExitReason.Normal();
    private static final ExitReason STOPPED = new ExitReason.Stopped();
    private static final ExitReason KILLED = new ExitReason.Killed();

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final List<ExitReason> reasons = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, ExitReason> ends = new ConcurrentHashMap<>();
    private final RuntimeException cause = new IllegalStateException("crash");
    private final ExitReason failed = new ExitReason.Failed(cause);
    private final Order crash = self -> {
        throw cause;
    };

    private ActorRef<Object> watched(String name, Props<Object> props) {
        ActorRef<Object> target = stage.system.spawn(name, props);
        watch(target);
        return target;
    }

    private void watch(ActorRef<?> target) {
        stage.system.spawn(ExitReason.class, self -> {
            self.watch(target, reason -> reason);
            ExitReason reason = self.receive();
            reasons.add(reason);
            ends.put(target.name(), reason);
        });
        stage.settle();
    }

    private void after(Runnable what, ExitReason... expected) {
        what.run();
        stage.settle();
        assertThat(reasons).containsExactly(expected);
        reasons.clear();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("classpath")
    void ofAnActorAlone(Kind kind) {
        try (stage) {
            Props<Object> props = kind.puppet(stage);
            ActorRef<Object> a = watched("a", props);
            after(() -> a.tell(to(HandlerContext::stop)), NORMAL);
            ActorRef<Object> b = watched("b", props);
            after(() -> stage.system.stop(b), STOPPED);
            ActorRef<Object> c = watched("c", props);
            after(() -> stage.system.poison(c), STOPPED);
            ActorRef<Object> d = watched("d", props);
            after(() -> stage.system.kill(d), KILLED);
            ActorRef<Object> e = watched("e", props);
            after(() -> e.tell(crash), failed);
            ActorRef<Object> f = watched("f", props);
            after(() -> stage.system.stop(f, Shutdown.brutal()), KILLED);
            ActorRef<Object> g = watched("g", props.restart(RestartPolicy.upTo(1, Duration.ofHours(1))));
            after(() -> {
                g.tell(crash);
                g.tell(crash);
            }, failed);
            // told to stop before it has thrown
            ActorRef<Object> h = watched("h", props);
            after(() -> h.tell(to(self -> {
                self.stop();
                crash.run(self);
            })), failed);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void ofABody() {
        try (stage) {
            watched("returns", Props.of(Object.class, self -> self.sleep(Duration.ofSeconds(1))));
            after(() -> clock.advance(Duration.ofSeconds(1)), NORMAL);
            ActorRef<Object> throwsLate = watched("late", Props.of(Object.class, self -> {
                try {
                    self.receive();
                } finally {
                    crash.run(self);
                }
            }));
            after(() -> stage.system.stop(throwsLate), failed);
            ActorRef<Object> slow = watched("slow", Props.<Object>of(Object.class, self -> {
                try {
                    self.receive();
                } finally {
                    self.sleep(Duration.ofHours(1));
                }
            }).shutdown(Shutdown.within(Duration.ofSeconds(5))));
            after(() -> stage.system.stop(slow));
            after(() -> clock.advance(Duration.ofSeconds(5)), KILLED);
            ActorRef<Object> swallows = watched("swallows", Props.of(Object.class, self -> {
                while (true) {
                    try {
                        self.receive();
                    } catch (Exception e) {
                        stage.say("swallowed");
                    }
                }
            }));
            after(() -> stage.system.stop(swallows), STOPPED);
            ActorRef<Object> becomes = watched("becomes", Props.of(Object.class, self -> {
                self.become((handler, message) -> handler.stop());
                self.receive();
            }));
            after(() -> becomes.tell("stop"), NORMAL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAFamily(Kind kind) {
        try (stage) {
            for (String how : List.of("crash", "stop", "kill", "self")) {
                ActorRef<Object> parent = stage.system.spawn("p", kind.puppet(stage));
                parent.tell(to(self -> self.spawn("kid", kind.puppet(stage))));
                stage.settle();
                watch(stage.system.find("p/kid", Object.class).orElseThrow());
                watch(parent);
                switch (how) {
                    case "crash" -> family(() -> parent.tell(crash), STOPPED, failed);
                    case "stop" -> family(() -> stage.system.stop(parent), STOPPED, STOPPED);
                    case "kill" -> family(() -> stage.system.kill(parent), KILLED, KILLED);
                    default -> family(() -> parent.tell(to(HandlerContext::stop)), STOPPED, NORMAL);
                }
                assertThat(stage.system.names()).isEmpty();
            }
        }
    }

    /// Each watcher is told of its own, whoever of them comes first.
    private void family(Runnable what, ExitReason kid, ExitReason parent) {
        ends.clear();
        what.run();
        stage.settle();
        assertThat(ends).isEqualTo(Map.of("p/kid", kid, "p", parent));
        if (Stage.ON_DEQUE) assertThat(reasons).containsExactly(kid, parent);
        reasons.clear();
    }

    @Test
    void ofALinkIsTheOthersFailure() {
        try (stage) {
            ActorRef<Object> a = stage.system.spawn("a", Kind.BODY.puppet(stage));
            ActorRef<Object> b = watched("b", Kind.HANDLER.puppet(stage));
            b.tell(to(self -> self.link(a)));
            stage.settle();
            a.tell(crash);
            stage.settle();
            assertThat(reasons).singleElement().isInstanceOfSatisfying(ExitReason.Failed.class,
                    end -> assertThat(end.cause()).isInstanceOf(LinkedExitException.class).hasCause(cause));
        }
    }

    @Test
    void ofOneThatCannotStart() {
        try (stage) {
            HandlerFactory<Object> factory = () -> {
                throw cause;
            };
            watched("factory", Props.of(Object.class, factory));
            after(() -> {}, failed);
            ActorRef<Object> never = stage.system.spawn("never", Object.class, self -> stage.say("started"));
            stage.system.stop(never);
            watch(never);
            after(() -> {}, STOPPED);
            assertThat(stage.said()).isEmpty();
        }
    }

    @Test
    void theCleanUpHookIsGivenTheSame() {
        try (stage) {
            for (String how : List.of("self", "stop", "crash", "kill")) {
                ActorRef<Object> target = watched("h", Props.of(Object.class, new Handler<Object>() {
                    @Override
                    public void handle(HandlerContext<Object> self, Object message) throws Exception {
                        ((Order) message).run(self);
                    }

                    @Override
                    public void terminate(HandlerContext<Object> self, ExitReason reason) {
                        stage.say(how + reason.getClass().getSimpleName());
                    }
                }));
                switch (how) {
                    case "self" -> target.tell(to(HandlerContext::stop));
                    case "stop" -> stage.system.stop(target);
                    case "crash" -> target.tell(crash);
                    default -> stage.system.kill(target);
                }
                stage.settle();
            }
            assertThat(reasons).containsExactly(NORMAL, STOPPED, failed, KILLED);
            assertThat(stage.said()).isEqualTo("selfNormal stopStopped crashFailed");
        }
    }

    @Test
    void whatIsAbnormal() {
        assertThat(List.of(NORMAL, STOPPED)).noneMatch(ExitReason::isAbnormal);
        assertThat(List.of(KILLED, failed, new ExitReason.Unreachable())).allMatch(ExitReason::isAbnormal);
    }
}
