package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.Scheduler;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A system with a little of everything, driven in one of the ways, and its dashboard.
final class DashboardScene implements AutoCloseable {
    enum Drive {
        RUN, DRIVE, PARALLEL
    }

    final ActorSystem system;
    final Dashboard dashboard;
    private final Raw watching;

    DashboardScene(Drive drive) throws IOException {
        system = ActorSystem.builder()
                .scheduler(drive == Drive.PARALLEL ? Scheduler.parallel(2) : Scheduler.deque())
                .build();
        system.onFailure(_ -> {});
        system.onDeadLetter(_ -> {});
        if (drive == Drive.DRIVE) system.drive();
        dashboard = Dashboard.of(system).port(0).bodies(true).start();
        watching = Raw.stream(dashboard, "/api/v1/stream");
        watching.event("overview"); // from here on it is watched, and dead letters are kept
        ActorRef<Integer> counter = system.spawn("counter", Integer.class, (_, _) -> {});
        system.spawn("parent", Integer.class, self -> {
            self.spawn("child", Integer.class, (_, _) -> {});
            self.watch(counter, 1);
            while (true) self.receive(n -> n > 1);
        });
        system.spawn("crashing", Props.of(String.class, (_, text) -> {
            throw new IllegalArgumentException("<b>" + text);
        }).restart(RestartPolicy.upTo(3, Duration.ofMinutes(1))));
        system.tell("crashing", "&");
        for (int i = 0; i < 1_000; i++) counter.tell(i);
        system.tell("nobody", 1);
        if (drive == Drive.RUN) system.run();
        await().until(() -> system.inspect().totals().processed() >= 1_001);
        await().until(() -> system.inspect().totals().live() == 4);
    }

    JsonNode view(String target) throws IOException {
        Raw.Answer answer = Raw.get(dashboard, "/api/v1/" + target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        return answer.json();
    }

    @Override
    public void close() throws IOException {
        watching.close();
        system.close();
    }

    static List<String> fields(Class<? extends Record> type, String... more) {
        return Stream.concat(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName), Stream.of(more))
                .toList();
    }

    static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    static JsonNode row(JsonNode rows, String field, String value) {
        for (JsonNode row : rows) if (row.get(field).asString().equals(value)) return row;
        throw new AssertionError("there must be a row: " + field + "=" + value + " in " + rows);
    }
}
