package dev.troupe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.Mailbox;
import dev.troupe.Mailbox.WhenFull;
import dev.troupe.Props;
import dev.troupe.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all routers do, whatever the rule. Invariants 3 (nothing is lost in silence), 4 (`tell` never blocks a scheduler
/// thread) and 9 (any thread may call).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RouterTest {
    enum Rule {
        ROUND_ROBIN, RANDOM, LEAST_LOADED, HASHED;

        Router<String> over(List<ActorRef<String>> workers) {
            return switch (this) {
                case ROUND_ROBIN -> Router.roundRobin(workers);
                case RANDOM -> Router.random(workers, 7);
                case LEAST_LOADED -> Router.leastLoaded(workers);
                case HASHED -> Router.hashed(workers, message -> message);
            };
        }
    }

    private final ActorSystem system = ActorSystem.create();
    private final Map<String, List<String>> got = Collections.synchronizedMap(new HashMap<>());
    private final List<DeadLetter> deadLetters = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void listen() {
        system.onDeadLetter(deadLetters::add);
    }

    @AfterEach
    void close() {
        system.close();
    }

    private Props<String> worker() {
        return Props.of(String.class, self -> {
            while (true) {
                String message = self.receive();
                if (message.equals("end")) return;
                note(self.name(), message);
            }
        });
    }

    private void note(String name, String message) {
        got.computeIfAbsent(name, n -> Collections.synchronizedList(new ArrayList<>())).add(message);
    }

    private List<ActorRef<String>> workers(int many, Mailbox<Object> mailbox) {
        return IntStream.range(0, many).mapToObj(n -> system.spawn("w" + n, worker().mailbox(mailbox))).toList();
    }

    private List<ActorRef<String>> workers(int many) {
        return workers(many, Mailbox.bounded(100_000));
    }

    private void stop(ActorRef<?> worker) {
        system.stop(worker);
        system.run();
    }

    private int all() {
        return got.values().stream().mapToInt(List::size).sum();
    }

    private static void send(int many, Consumer<String> to) {
        for (int i = 0; i < many; i++) to.accept("m" + i);
    }

    @ParameterizedTest
    @EnumSource
    void eachMessageGoesToOneWorker(Rule rule) {
        Router<String> router = rule.over(workers(4));
        send(1_000, message -> assertThat(router.tell(message)).isEqualTo(SendResult.ACCEPTED));
        system.run();
        assertThat(all()).isEqualTo(1_000);
        assertThat(got.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(got.keySet()).hasSize(4);
        assertThat(got.values()).allSatisfy(its -> assertThat(its).hasSizeBetween(150, 350));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatHasStoppedIsPassedOver(Rule rule) {
        List<ActorRef<String>> workers = workers(3);
        Router<String> router = rule.over(workers);
        stop(workers.get(1));
        send(900, message -> assertThat(router.tell(message)).isEqualTo(SendResult.ACCEPTED));
        system.run();
        assertThat(deadLetters).isEmpty();
        assertThat(got.keySet()).containsExactlyInAnyOrder("w0", "w2");
        assertThat(got.values()).allSatisfy(its -> assertThat(its).hasSizeBetween(350, 550));
    }

    @ParameterizedTest
    @EnumSource
    void withNoneLeftTheMessageIsADeadLetter(Rule rule) {
        List<ActorRef<String>> workers = workers(3);
        Router<String> router = rule.over(workers);
        workers.forEach(this::stop);
        assertThat(router.offer("offered")).isEqualTo(SendResult.STOPPED);
        assertThat(deadLetters).isEmpty();
        assertThat(router.tell("told")).isEqualTo(SendResult.STOPPED);
        assertThat(router.tell("waited", Duration.ofSeconds(1))).isEqualTo(SendResult.STOPPED);
        assertThat(router.broadcast("all")).isZero();
        assertThat(deadLetters).extracting(DeadLetter::message).containsExactly("told", "waited", "all");
        assertThat(deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.STOPPED);
        system.close();
        assertThat(router.tell("late")).isEqualTo(SendResult.CLOSED);
        assertThat(deadLetters).extracting(DeadLetter::message).endsWith("late");
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsMayCall(Rule rule) throws InterruptedException {
        Router<String> router = rule.over(workers(3));
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 4).mapToObj(t -> Thread.ofPlatform().start(() -> {
            try {
                begin.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            send(2_000, message -> router.tell(t + message));
        })).toList();
        begin.countDown();
        for (Thread thread : threads) thread.join();
        system.run();
        assertThat(deadLetters).isEmpty();
        assertThat(all()).isEqualTo(8_000);
        for (List<String> its : got.values()) for (int t = 0; t < 4; t++) assertInOrder(its, String.valueOf(t) + "m");
    }

    private static void assertInOrder(List<String> messages, String prefix) {
        int[] numbers = messages.stream().filter(message -> message.startsWith(prefix))
                .mapToInt(message -> Integer.parseInt(message.substring(prefix.length()))).toArray();
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        assertThat(numbers).isEqualTo(sorted);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyWaitsForRoom(Rule rule) {
        Router<String> router = rule.over(workers(2, Mailbox.bounded(1)));
        var sent = system
                .launch(self -> send(100, message -> assertThat(router.tell(message)).isEqualTo(SendResult.ACCEPTED)));
        system.run(sent);
        system.run();
        assertThat(all()).isEqualTo(100);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void theChosenMailboxDecidesWhenItIsFull() {
        ActorRef<String> full = system.spawn("full", Props.of(String.class, self -> {
            while (true) note("full", self.receive());
        }).mailbox(Mailbox.bounded(1, WhenFull.REFUSE)));
        Router<String> router = Router.roundRobin(List.of(full));
        assertThat(router.tell("first")).isEqualTo(SendResult.ACCEPTED);
        assertThat(router.offer("offered")).isEqualTo(SendResult.FULL);
        assertThat(deadLetters).isEmpty();
        assertThat(router.tell("second")).isEqualTo(SendResult.FULL);
        assertThat(deadLetters).extracting(DeadLetter::message).containsExactly("second");
        system.run();
        assertThat(got.get("full")).containsExactly("first");
    }

    @Test
    void broadcastGoesToAllThatLive() {
        List<ActorRef<String>> workers = workers(3);
        stop(workers.get(0));
        assertThat(Router.roundRobin(workers).broadcast("all")).isEqualTo(2);
        system.run();
        assertThat(got).containsOnlyKeys("w1", "w2");
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void anActorRoutesByItsOwnReference() {
        List<ActorRef<String>> workers = workers(2);
        ActorRef<String> router = system.spawn("router", Router.roundRobin(workers).props());
        assertThat(router.type()).isEqualTo(String.class);
        send(10, router::tell);
        system.tell("router", "by name");
        system.run();
        assertThat(got.get("w0")).containsExactly("m0", "m2", "m4", "m6", "m8", "by name");
        assertThat(got.get("w1")).containsExactly("m1", "m3", "m5", "m7", "m9");
        workers.forEach(this::stop);
        router.tell("late");
        system.run();
        assertThat(system.names()).containsExactly("router");
        assertThat(deadLetters).extracting(DeadLetter::message).containsExactly("late");
    }

    @Test
    void whoAsksTheActorIsAnsweredByTheWorker() {
        record Question(int n, ActorRef<Integer> replyTo) {}
        var doubler = system.spawn("doubler", Question.class, (self, asked) -> asked.replyTo().tell(2 * asked.n()));
        var router = system.spawn("router", Router.roundRobin(List.of(doubler)).props());
        var answer = system.start(self -> self.<Question, Integer>ask(router, to -> new Question(21, to),
                Duration.ofSeconds(5)));
        assertThat(system.run(answer)).isEqualTo(42);
    }

    @Test
    void theActorTakesWhatAllItsWorkersTake() {
        ActorRef<Number> wide = system.spawn("wide", Number.class, (self, n) -> note("wide", "" + n));
        ActorRef<Integer> found = system.find("wide", Integer.class).orElseThrow();
        ActorRef<Integer> narrow = system.spawn("narrow", Integer.class, (self, n) -> note("narrow", "" + n));
        for (var workers : List.of(List.of(found, narrow), List.of(narrow, found))) {
            ActorRef<Integer> router = system.spawn(Router.roundRobin(workers).props());
            assertThat(router.type()).isEqualTo(Integer.class);
            router.tell(1);
            router.tell(2);
            system.run();
        }
        assertThat(got.get("wide")).hasSize(2);
        assertThat(got.get("narrow")).hasSize(2);
        assertThat(wide.type()).isEqualTo(Number.class);
    }

    @Test
    void namesTheRulesItsWorkersBreak() {
        List<ActorRef<String>> workers = workers(2, Mailbox.unbounded());
        assertThatThrownBy(() -> Router.roundRobin(List.of()))
                .hasMessage("a router must have a worker: workers=[]");
        assertThatThrownBy(() -> Router.random(List.of(workers.get(1), workers.get(1))))
                .hasMessage("a router must have each worker once: workers=[w1, w1]");
        assertThatThrownBy(() -> Router.leastLoaded(workers)).hasMessage(
                "the workers' mailboxes must count, as bounded ones do: worker=w0, mailbox=unbounded");
        Router<String> router = Router.hashed(workers, message -> null);
        assertThatThrownBy(() -> router.tell("m")).hasMessage("a message's key must not be null: key=null");
        assertThatThrownBy(() -> router.tell(null)).hasMessage("message must not be null: message=null");
        assertThatThrownBy(() -> router.broadcast(null)).hasMessage("message must not be null: message=null");
        assertThatThrownBy(() -> router.tell("m", Duration.ofMillis(-1)))
                .hasMessage("tell limit must not be negative: limit=PT-0.001S");
    }
}
