package dev.troupe.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedulers that can't be had, each refused with the rule and the value.
@Tag("threads")
class SchedulerRefusalTest {
    private static Arguments refused(String what, Class<? extends Exception> how, Executable call, String rule,
            String value) {
        return Arguments.of(what, how, call, rule, value);
    }

    static Stream<Arguments> refusals() {
        Class<IllegalArgumentException> argument = IllegalArgumentException.class;
        String between = "between 1 and 1024";
        String named = "only a scheduler with worker threads can be named";
        return Stream.of(refused("parallel(0)", argument, () -> Scheduler.parallel(0), between, "workers=0"),
                refused("parallel(-1)", argument, () -> Scheduler.parallel(-1), between, "workers=-1"),
                refused("parallel(1025)", argument, () -> Scheduler.parallel(1_025), between, "workers=1025"),
                refused("blank", argument, () -> Scheduler.parallel(1).named(" "), "must not be blank", "name=' '"),
                refused("no name", NullPointerException.class, () -> Scheduler.parallel(1).named(null), "null",
                        "name=null"),
                refused("named deque", argument, () -> Scheduler.deque().named("a"), named, "scheduler=deque"),
                refused("named pinned", argument, () -> Scheduler.pinned().named("a"), named, "scheduler=pinned"),
                refused("named blocking", argument, () -> Scheduler.blocking().named("a"), named,
                        "scheduler=blocking"),
                refused("a pinned system", argument, () -> ActorSystem.builder().scheduler(Scheduler.pinned()),
                        "single actors", "scheduler=pinned"),
                refused("no scheduler", NullPointerException.class, () -> ActorSystem.builder().scheduler(null),
                        "must not be null", "scheduler=null"),
                refused("an actor's none", NullPointerException.class, () -> Kind.BODY.puppet().scheduler(null),
                        "must not be null", "scheduler=null"),
                refused("of null", NullPointerException.class, () -> Scheduler.of(null), "must not be null",
                        "scheduler=null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefusedWithRuleAndValue(String what, Class<? extends Exception> how, Executable call, String rule,
            String value) {
        assertThatThrownBy(call::execute).as(what).isInstanceOf(how).hasMessageContaining(rule)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "pinned", "PARALLEL", "parallel()", "parallel(-1)", "parallel(two)",
        "parallel(2) ",
        "parallel(99999999)"})
    void aTextThatNamesNoneIsRefused(String text) {
        assertThatThrownBy(() -> Scheduler.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deque, blocking, parallel or parallel(N)")
                .hasMessageContaining("scheduler=" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel(0)", "parallel(1025)"})
    void aTextWithTooFewOrTooManyIsRefused(String text) {
        assertThatThrownBy(() -> Scheduler.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 1 and 1024")
                .hasMessageContaining("workers=" + text.replaceAll("[^0-9]", ""));
    }

    @Test
    void theMostAndTheFewestAreTaken() {
        assertThat(Scheduler.parallel(1).workers()).isEqualTo(1);
        assertThat(Scheduler.parallel(1_024).workers()).isEqualTo(1_024);
        assertThat(Scheduler.of("parallel(1024)")).hasToString("parallel(1024)");
        assertThat(Scheduler.parallel(3).named("crawl")).hasToString("parallel(3)")
                .returns("crawl", Scheduler::name).returns(3, Scheduler::workers);
    }
}
