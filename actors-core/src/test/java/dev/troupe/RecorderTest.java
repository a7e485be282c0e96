package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a failure says of the messages before it. Holds invariant 10.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecorderTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();
    private final IllegalStateException crash = new IllegalStateException("crash");

    record Question(ActorRef<String> to) {}

    /// Crashes at "x".
    private Props<Object> fragile(boolean body) {
        Handler<Object> handler = (self, message) -> {
            if (message.equals("x")) throw crash;
        };
        return body ? Props.of(Object.class, self -> {
            while (true) handler.handle(self, self.receive());
        }) : Props.of(Object.class, handler);
    }

    private List<Envelope> last() {
        return stage.failures.getLast().last();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("classpath")
    void namesClassAndSenderOfTheLastMessages(boolean body) {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a", fragile(body).recording(3));
            stage.system.spawn("p", Integer.class, (self, n) -> {
                self.tell("a", n);
                ref.tell(n / 2.0);
            }).tell(1);
            stage.settle();
            var _ = stage.system.launch(self -> ref.tell("x"));
            stage.settle();
            assertThat(last()).containsExactly(new Envelope(Integer.class, "p"), new Envelope(Double.class, "p"),
                    new Envelope(String.class, "task-1"));
            assertThat(stage.failures).containsExactly(
                    new Failure("a", String.class, crash, Directive.STOP, 0, last()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheNewestAndHasNoSenderFromOutside(boolean body) {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a", fragile(body).recording(2));
            for (Object message : List.of("m", 1, 2.0, "x")) ref.tell(message);
            stage.settle();
            assertThat(last()).containsExactly(new Envelope(Double.class, null), new Envelope(String.class, null));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("deque") // the crash comes behind what others have asked
    void questionsAreRecordedToo(boolean body) {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a", fragile(body).recording(9));
            stage.system.spawn("asks", Integer.class, self -> self.ask(ref, Question::new, HOUR));
            stage.system.spawn("handlerAsks", Integer.class, (self, n) -> {
                if (n == 1) self.ask(ref, Question::new, HOUR, (reply, failure) -> 0);
            }).tell(1);
            var outside = stage.system.<Object, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            stage.system.spawn("crasher", Integer.class, (self, n) -> self.tell("a", "x")).tell(1);
            stage.settle();
            assertThat(stage.failures.getFirst().last()).containsExactlyInAnyOrder(new Envelope(Question.class, "asks"),
                    new Envelope(Question.class, "handlerAsks"), new Envelope(Question.class, null),
                    new Envelope(String.class, "crasher"));
            assertThat(outside).isCompletedExceptionally();
        }
    }

    @Test
    void theDirectiveAndTheRestartsAreInTheFailureAndTheRecordGoesOn() {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a",
                    fragile(false).recording(3).restart(RestartPolicy.upTo(2, HOUR)));
            for (Object message : List.of(1, "x", "x", 2, "x")) ref.tell(message);
            stage.settle();
            assertThat(stage.failures).extracting(failure -> failure.directive() + "" + failure.restarts())
                    .containsExactly("RESTART1", "RESTART2", "STOP2");
            assertThat(stage.failures.getFirst().last()).extracting(Envelope::message).containsExactly(Integer.class,
                    String.class);
            assertThat(last()).extracting(Envelope::message).containsExactly(String.class, Integer.class, String.class);
        }
    }

    @Test
    void messagesNotTakenAreNotRecorded() {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a", Props.of(Object.class, self -> {
                self.receive("x"::equals);
                throw crash;
            }).recording(5));
            for (Object message : List.of(1, 2, "x", 3)) ref.tell(message);
            stage.settle();
            assertThat(last()).containsExactly(new Envelope(String.class, null));
        }
    }

    @Test
    void aMessageThatHadToWaitForRoomIsRecorded() throws InterruptedException {
        try (stage) {
            ActorRef<Object> ref = stage.system.spawn("a",
                    fragile(false).mailbox(Mailbox.bounded(1)).recording(5));
            ref.tell(1);
            Thread outside = Thread.ofPlatform().start(() -> {
                assertThat(ref.tell(2.0, HOUR)).isEqualTo(SendResult.ACCEPTED); // it drives, if nobody else does
            });
            outside.join();
            stage.system.spawn("sender", Integer.class, self -> {
                ref.tell("m");
                ref.tell("x"); // waits for room
            });
            stage.settle();
            assertThat(last()).containsExactly(new Envelope(Integer.class, null), new Envelope(Double.class, null),
                    new Envelope(String.class, "sender"), new Envelope(String.class, "sender"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "drops", "priority"})
    void anyMailboxDoes(String mailbox) {
        try (stage) {
            Mailbox<Object> box = switch (mailbox) {
                case "bounded" -> Mailbox.bounded(9);
                case "drops" -> Mailbox.bounded(9, Mailbox.WhenFull.DROP_OLDEST);
                default -> Mailbox.priority(java.util.Comparator.comparing(Object::toString));
            };
            ActorRef<Object> ref = stage.system.spawn("a", fragile(false).mailbox(box).recording(9));
            stage.system.spawn("p", Integer.class, (self, n) -> {
                self.tell("a", "a");
                self.tell("a", 'b');
                self.tell("a", "x");
            }).tell(1);
            stage.settle();
            assertThat(last()).containsExactly(new Envelope(String.class, "p"), new Envelope(Character.class, "p"),
                    new Envelope(String.class, "p"));
            assertThat(ref.tell("late")).isEqualTo(SendResult.STOPPED);
        }
    }

    @Test
    void withoutARecorderThereIsNothing() {
        try (stage) {
            for (Props<Object> props : List.of(fragile(false), fragile(true).recording(0),
                    fragile(false).restart(RestartPolicy.upTo(1, HOUR)))) {
                stage.system.spawn("a", props).tell("x");
                stage.settle();
                assertThat(last()).isEmpty();
                stage.system.find("a", Object.class).ifPresent(stage.system::stop);
                stage.settle();
            }
        }
    }
}
