package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Errors after which the JVM goes on are crashes like others. Holds invariant 5, and S20 of `dev.troupe.supervision`'s list.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContainedErrorTest {
    private final Stage stage = new Stage();

    @SuppressWarnings("InfiniteRecursion")
    private static int recurse(int n) {
        return recurse(n + 1) + 1;
    }

    /// Fails to link a class, overflows its stack, or fails an assertion.
    private static void fail(String how) {
        switch (how) {
            case "overflow" -> recurse(0);
            case "link" -> throw new NoClassDefFoundError("gone");
            case "assertion" -> throw new AssertionError("wrong");
            default -> {}
        }
    }

    private static Class<?> expected(String how) {
        return switch (how) {
            case "overflow" -> StackOverflowError.class;
            case "link" -> LinkageError.class;
            default -> AssertionError.class;
        };
    }

    private ActorRef<String> fragile(boolean body, RestartPolicy policy) {
        Handler<String> handler = (self, text) -> {
            fail(text);
            stage.say(text);
        };
        Props<String> props = body ? Props.of(String.class, self -> {
            while (true) handler.handle(self, self.receive());
        }) : Props.of(String.class, handler);
        return stage.system.spawn("a", props.restart(policy));
    }

    @ParameterizedTest
    @CsvSource({"overflow, true", "overflow, false", "link, true", "link, false", "assertion, true",
        "assertion, false"})
    @Tag("classpath")
    void endItsActorOnly(String how, boolean body) { // S20
        try (stage) {
            stage.recorder("other");
            ActorRef<String> ref = fragile(body, RestartPolicy.never());
            var ended = stage.system.whenEnded(ref).toCompletableFuture();
            ref.tell(how);
            stage.system.tell("other", "-lives");
            stage.settle();
            assertThat(stage.said()).isEqualTo("other-lives");
            assertThat(stage.system.names()).containsExactly("other");
            assertThat(stage.system.isClosed()).isFalse();
            assertThat(stage.failures).singleElement()
                    .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(expected(how)));
            assertThat(ended.join()).isEqualTo(new ExitReason.Failed(stage.failures.getFirst().cause()));
        }
    }

    @ParameterizedTest
    @CsvSource({"overflow, true", "overflow, false", "link, true", "link, false", "assertion, true",
        "assertion, false"})
    void areRestarted(String how, boolean body) { // S20
        try (stage) {
            ActorRef<String> ref = fragile(body, RestartPolicy.upTo(2, Duration.ofHours(1)));
            for (String text : List.of("a", how, "b", how, "c")) ref.tell(text);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b c");
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.RESTART,
                    Directive.RESTART);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflow", "link", "assertion"})
    void mayBeResumedAfter(String how) { // S20
        try (stage) {
            ActorRef<String> ref = fragile(false, RestartPolicy.never().on(Error.class, Directive.RESUME));
            for (String text : List.of("a", how, "b")) ref.tell(text);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b");
            assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.RESUME);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflow", "link", "assertion"})
    void areContainedInCleaningUpToo(String how) { // S20
        try (stage) {
            ActorRef<String> handler = stage.system.spawn("handler", Props.of(String.class, new Handler<String>() {
                @Override
                public void handle(HandlerContext<String> self, String text) {}

                @Override
                public void terminate(HandlerContext<String> self, ExitReason reason) {
                    fail(how);
                }
            }));
            ActorRef<String> body = stage.system.spawn("body", String.class, self -> {
                try {
                    self.receive();
                } finally {
                    fail(how);
                }
            });
            stage.settle();
            stage.system.stop(handler);
            stage.system.stop(body);
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).hasSize(2)
                    .allSatisfy(failure -> assertThat(failure.cause()).isInstanceOf(expected(how)));
        }
    }
}
