package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What policies, limits and props refuse. Holds invariant 10: each refusal names the rule and the value.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusalTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Props<String> props = Props.of(String.class, (self, text) -> {});

    private static void refused(String rule, String value, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rule)
                .hasMessageEndingWith(value);
    }

    private static void refusesNull(String what, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageContaining("must not be null: ")
                .hasMessageEndingWith(what + "=null");
    }

    @Test
    @Tag("classpath")
    void restartPolicies() {
        refused("restarts must be > 0", "restarts=0", () -> RestartPolicy.upTo(0, SECOND));
        refused("restarts must be > 0", "restarts=-3", () -> RestartPolicy.upTo(-3, SECOND));
        refused("restart period must be > 0", "period=PT0S", () -> RestartPolicy.upTo(1, Duration.ZERO));
        refused("restart period must be > 0", "period=PT-1S", () -> RestartPolicy.upTo(1, SECOND.negated()));
        refused("kills until quarantine must be > 0", "kills=0", () -> RestartPolicy.unlimited().redeliver(0));
        refused("kills until quarantine must be > 0", "kills=-1", () -> RestartPolicy.unlimited().redeliver(-1));
        refusesNull("period", () -> RestartPolicy.upTo(1, null));
        refusesNull("type", () -> RestartPolicy.unlimited().type(null));
        refusesNull("backOff", () -> RestartPolicy.unlimited().backOff(null));
        refusesNull("failure", () -> RestartPolicy.unlimited().on(null, Directive.STOP));
        refusesNull("directive", () -> RestartPolicy.unlimited().on(Exception.class, null));
    }

    @Test
    void backOffs() {
        refused("back-off delay must be > 0", "delay=PT0S", () -> BackOff.fixed(Duration.ZERO));
        refused("back-off delay must be > 0", "delay=PT-1S", () -> BackOff.fixed(SECOND.negated()));
        refused("first back-off delay must be > 0", "delay=PT0S", () -> BackOff.exponential(Duration.ZERO, SECOND));
        refused("back-off cap must not be shorter than the first delay", "first=PT1S, cap=PT0.5S",
                () -> BackOff.exponential(SECOND, Duration.ofMillis(500)));
        for (double share : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
            refused("jitter must be between 0 and 1", "jitter=" + share, () -> BackOff.fixed(SECOND).jitter(share));
        refusesNull("delay", () -> BackOff.fixed(null));
        refusesNull("delay", () -> BackOff.exponential(null, SECOND));
        refusesNull("cap", () -> BackOff.exponential(SECOND, null));
        assertThatCode(() -> BackOff.fixed(SECOND).jitter(0).jitter(1)).doesNotThrowAnyException();
    }

    @Test
    void shutdowns() {
        refused("shutdown limit must not be negative", "limit=PT-1S", () -> Shutdown.within(SECOND.negated()));
        refusesNull("limit", () -> Shutdown.within(null));
        assertThat(Shutdown.within(Duration.ZERO)).isSameAs(Shutdown.brutal());
        assertThat(Shutdown.within(SECOND).isBrutal() || Shutdown.within(SECOND).isInfinite()).isFalse();
        assertThat(Shutdown.brutal().isBrutal()).isTrue();
        assertThat(Shutdown.infinite().isInfinite()).isTrue();
        assertThat(Shutdown.byDefault().limit()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void props() {
        for (int messages : new int[] {-1, 1_001, Integer.MIN_VALUE})
            refused("messages recorded must be between 0 and 1000", "messages=" + messages,
                    () -> props.recording(messages));
        assertThatCode(() -> props.recording(0).recording(1_000)).doesNotThrowAnyException();
        refused("only a handler can resume", "directive=RESUME, behavior=body",
                () -> Props.of(String.class, self -> self.receive())
                        .restart(RestartPolicy.never().on(Exception.class, Directive.RESUME)));
        refusesNull("policy", () -> props.restart(null));
        refusesNull("shutdown", () -> props.shutdown(null));
        refusesNull("order", () -> props.childrenStop(null));
    }

    @Test
    void stops() {
        try (Stage stage = new Stage(); Stage other = new Stage()) {
            ActorRef<Object> own = stage.recorder("own");
            ActorRef<Object> foreign = other.recorder("foreign");
            refusesNull("limit", () -> stage.system.stop(own, null));
            refusesNull("actor", () -> stage.system.stop(null, Shutdown.brutal()));
            refusesNull("actor", () -> stage.system.whenEnded(null));
            refused("same system", "actor=foreign, system=troupe", () -> stage.system.stop(foreign, Shutdown.brutal()));
            refused("same system", "actor=foreign, system=troupe", () -> stage.system.kill(foreign));
            refused("same system", "actor=foreign, system=troupe", () -> stage.system.whenEnded(foreign));
            stage.settle();
            assertThat(stage.lives("own") && stage.failures.isEmpty()).isTrue();
        }
    }

    @Test
    void whoNeverRestartsCanHaveNoRuleThatSaysTo() {
        RestartPolicy never = RestartPolicy.never();
        refused("a policy that never restarts can't", "restarts=0", () -> never.type(RestartType.PERMANENT));
        refused("a policy that never restarts can't", "restarts=0",
                () -> never.on(Exception.class, Directive.RESTART));
        refused("kills until quarantine must not be more than the restarts", "kills=3, restarts=2",
                () -> RestartPolicy.upTo(2, SECOND).redeliver(3));
    }

    @Test
    void aRefusedPolicyChangesNothing() {
        RestartPolicy policy = RestartPolicy.upTo(2, SECOND);
        refused("kills", "kills=0", () -> policy.redeliver(0));
        var _ = policy.type(RestartType.PERMANENT).backOff(BackOff.fixed(SECOND)).redeliver(2)
                .on(Exception.class, Directive.STOP);
        assertThat(policy.type()).isEqualTo(RestartType.TRANSIENT);
        assertThat(policy.kills()).isZero();
        assertThat(policy.backOff()).isSameAs(BackOff.none());
        assertThat(policy.directive(new Exception())).isEqualTo(Directive.RESTART);
    }

    @Test
    void textsSayWhatTheyAre() {
        assertThat(RestartPolicy.upTo(2, SECOND).backOff(BackOff.fixed(SECOND)))
                .hasToString("TRANSIENT, up to 2 within PT1S, back-off fixed PT1S");
        assertThat(BackOff.exponential(SECOND, Duration.ofSeconds(9))).hasToString("exponential PT1S to PT9S");
        assertThat(BackOff.none()).hasToString("none");
        assertThat(Shutdown.brutal()).hasToString("brutal");
        assertThat(Shutdown.infinite()).hasToString("infinite");
        assertThat(Shutdown.within(SECOND)).hasToString("within PT1S");
    }
}
