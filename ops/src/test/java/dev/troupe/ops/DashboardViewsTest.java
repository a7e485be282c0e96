package dev.troupe.ops;

import static dev.troupe.ops.DashboardScene.fields;
import static dev.troupe.ops.DashboardScene.names;
import static dev.troupe.ops.DashboardScene.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ops.DashboardScene.Drive;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.DeadLetterEntry;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.Totals;
import dev.troupe.spi.TreeFigures;
import dev.troupe.spi.WaitEntry;
import dev.troupe.spi.WorkerFigures;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// What the views say of systems that are driven in each way.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DashboardViewsTest {
    @ParameterizedTest
    @EnumSource
    void overview(Drive drive) throws IOException {
        try (DashboardScene scene = new DashboardScene(drive)) {
            await().until(() -> scene.view("overview").at("/totals/processed").asLong() >= 1_001);
            JsonNode overview = scene.view("overview");
            assertThat(names(overview)).containsExactlyInAnyOrder("system", "engine", "scheduler", "version",
                    "nowMillis",
                    "upMillis", "totals", "rates", "ready", "busy", "utilisation", "delayNanos", "heap", "threads",
                    "processors", "warnings", "missed");
            assertThat(names(overview.get("totals"))).containsExactlyInAnyOrderElementsOf(fields(Totals.class));
            assertThat(names(overview.get("rates"))).containsExactlyInAnyOrder("sent", "processed", "started",
                    "stopped",
                    "deadLetters", "failures", "restarts", "asks");
            assertThat(names(overview.get("heap"))).containsExactlyInAnyOrder("usedBytes", "committedBytes",
                    "maxBytes");
            assertThat(overview.get("scheduler").asString()).contains(drive == Drive.PARALLEL ? "parallel-2" : "deque");
            assertThat(overview.get("engine").asString()).isEqualTo(scene.system.inspect().engine());
            assertThat(overview.get("version").asString()).startsWith("0.");
            assertThat(overview.at("/totals/live").asLong()).isEqualTo(4);
            assertThat(overview.at("/totals/restarts").asLong()).isEqualTo(1);
            assertThat(overview.at("/totals/deadLetters/no_such_actor").asLong()).isEqualTo(1);
            assertThat(overview.at("/totals/failures/0/directive").asString()).isEqualTo("restart");
            assertThat(overview.get("utilisation").asDouble()).isBetween(0.0, 1.0);
            assertThat(overview.get("processors").asInt()).isPositive();
            assertThat(overview.at("/heap/usedBytes").asLong()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void actors(Drive drive) throws IOException {
        try (DashboardScene scene = new DashboardScene(drive)) {
            JsonNode all = scene.view("actors");
            assertThat(names(all)).containsExactlyInAnyOrder("live", "matching", "offset", "rows");
            assertThat(all.get("live").asInt()).isEqualTo(4);
            assertThat(all.at("/rows/0/path").asString()).isEqualTo("counter");
            assertThat(names(all.at("/rows/0")))
                    .containsExactlyInAnyOrderElementsOf(fields(ActorFigures.class, "processing", "wait"));

            JsonNode busiest = scene.view("actors?order=processed&desc=true&limit=1");
            assertThat(busiest.get("matching").asInt()).isEqualTo(4);
            assertThat(busiest.get("rows")).hasSize(1);
            JsonNode counter = busiest.at("/rows/0");
            assertThat(counter.get("path").asString()).isEqualTo("counter");
            assertThat(counter.get("processed").asLong()).isEqualTo(1_000);
            assertThat(counter.get("state").asString()).isEqualTo("idle");
            assertThat(counter.get("kind").asString()).isEqualTo("handler");

            JsonNode some = scene.view("actors?search=PARENT&order=path&desc=true");
            assertThat(some.at("/rows/0/path").asString()).isEqualTo("parent/child");
            assertThat(some.at("/rows/0/parent").asString()).isEqualTo("parent");
            assertThat(some.get("rows")).hasSize(2);
            assertThat(scene.view("actors?state=waiting").at("/rows/0/path").asString()).isEqualTo("parent");
            assertThat(scene.view("actors?offset=3").get("rows")).hasSize(1);
            assertThat(scene.view("actors?offset=3").get("offset").asInt()).isEqualTo(3);
            assertThat(scene.view("actors?limit=0").get("rows")).isEmpty();
            String group = counter.get("group").asString();
            assertThat(scene.view("actors?group=" + group.replace(":", "%3A")).get("matching").asInt()).isEqualTo(3);
            assertThat(scene.view("actors?group=none").get("matching").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesOfSampledMessages(Drive drive) throws IOException {
        try (DashboardScene scene = new DashboardScene(drive)) {
            await().untilAsserted(() -> {
                JsonNode counter = row(scene.view("actors").get("rows"), "path", "counter");
                assertThat(names(counter.get("processing"))).containsExactly("count", "p50Nanos", "p99Nanos",
                        "maxNanos");
                assertThat(counter.at("/processing/count").asLong()).isBetween(10L, 32L);
                assertThat(counter.at("/processing/p50Nanos").asLong()).isPositive();
                assertThat(counter.at("/processing/maxNanos").asLong())
                        .isGreaterThanOrEqualTo(counter.at("/processing/p99Nanos").asLong());
                assertThat(counter.at("/wait/count").asLong()).isPositive();
                JsonNode group = row(scene.view("groups").get("rows"), "group", counter.get("group").asString());
                assertThat(group.at("/processing/count").asLong())
                        .isGreaterThanOrEqualTo(counter.at("/processing/count").asLong());
            });
            assertThat(row(scene.view("actors").get("rows"), "path", "parent/child").get("processing").isNull())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void actor(Drive drive) throws IOException {
        try (DashboardScene scene = new DashboardScene(drive)) {
            JsonNode parent = scene.view("actor?path=parent");
            assertThat(names(parent)).containsExactlyInAnyOrder("row", "ties", "failures");
            assertThat(parent.at("/row/path").asString()).isEqualTo("parent");
            // On a deque that nobody drives, nobody answers.
            if (drive == Drive.RUN) assertThat(parent.get("ties").isNull()).isTrue();
            else assertThat(parent.at("/ties/watches/0").asString()).isEqualTo("counter");

            JsonNode crashing = scene.view("actor?path=crashing");
            assertThat(crashing.get("failures")).hasSize(1);
            assertThat(crashing.at("/row/restarts").asInt()).isEqualTo(1);
            assertThat(crashing.at("/row/lastFailure").asString()).contains("IllegalArgumentException");
            assertThat(scene.view("actor?path=parent%2Fchild").at("/row/parent").asString()).isEqualTo("parent");
            Raw.Answer none = Raw.get(scene.dashboard, "/api/v1/actor?path=nobody");
            assertThat(none.status()).isEqualTo(404);
            assertThat(none.json().get("error").asString()).isEqualTo("an actor must have the name: path=nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void groupsAndTree(Drive drive) throws IOException {
        try (DashboardScene scene = new DashboardScene(drive)) {
            JsonNode group = scene.view("groups").at("/rows/0");
            assertThat(names(group))
                    .containsExactlyInAnyOrderElementsOf(fields(GroupFigures.class, "processing", "wait"));

            JsonNode tree = scene.view("tree");
            assertThat(names(tree)).containsExactlyInAnyOrder("live", "truncated", "rows", "watches", "links");
            assertThat(names(tree.at("/rows/0"))).containsExactlyInAnyOrderElementsOf(fields(TreeFigures.class));
            assertThat(tree.get("rows")).hasSize(4);
            assertThat(tree.get("live").asInt()).isEqualTo(4);
            assertThat(tree.get("truncated").asBoolean()).isFalse();
            assertThat(row(tree.get("rows"), "path", "parent/child").get("parent").asString()).isEqualTo("parent");
            if (drive != Drive.RUN) assertThat(tree.get("watches").toString()).isEqualTo("[[\"parent\",\"counter\"]]");
            assertThat(scene.view("tree?root=parent").get("rows")).hasSize(2);
            JsonNode part = scene.view("tree?limit=2");
            assertThat(part.get("rows")).hasSize(2);
            assertThat(part.get("truncated").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void workers(Drive drive) throws IOException {
        try (DashboardScene scene = new DashboardScene(drive)) {
            JsonNode view = scene.view("workers");
            assertThat(names(view)).containsExactlyInAnyOrder("schedulers", "workers");
            assertThat(names(view.at("/schedulers/0")))
                    .containsExactlyInAnyOrderElementsOf(fields(SchedulerFigures.class));
            assertThat(names(view.at("/workers/0")))
                    .containsExactlyInAnyOrderElementsOf(fields(WorkerFigures.class, "utilisation", "turnRate"));
            assertThat(view.at("/workers/0/state").asString()).isIn("busy", "idle", "parked");
            if (drive == Drive.PARALLEL)
                await().until(() -> scene.view("workers").get("workers").toString().contains("\"parallel-2\""));
        }
    }

    @Test
    void failuresDeadLettersAndPools() throws IOException {
        try (DashboardScene scene = new DashboardScene(Drive.RUN)) {
            scene.system.tell("crashing", "again");
            scene.system.tell("nobody", "again");
            var _ = scene.system.start(self -> self.offload(() -> 1));
            scene.system.run();
            JsonNode failures = scene.view("failures").get("rows");
            assertThat(failures).hasSize(2);
            assertThat(names(failures.get(0))).containsExactlyInAnyOrderElementsOf(fields(FailureEntry.class, "id"));
            assertThat(failures.at("/0/text").asString()).isEqualTo("<b>again");
            assertThat(failures.at("/1/text").asString()).isEqualTo("<b>&");
            assertThat(failures.at("/0/stack").asString()).contains("DashboardViewsTest");
            assertThat(scene.view("failures").at("/rows/0/id")).isEqualTo(failures.at("/0/id"));
            assertThat(failures.at("/0/id")).isNotEqualTo(failures.at("/1/id"));

            JsonNode letters = scene.view("dead-letters");
            assertThat(names(letters)).containsExactlyInAnyOrder("rows", "kept", "total");
            assertThat(names(letters.at("/rows/0"))).containsExactlyInAnyOrderElementsOf(fields(DeadLetterEntry.class));
            assertThat(letters.at("/rows/0/message").asString()).isEqualTo("java.lang.String");
            assertThat(letters.at("/rows/1/message").asString()).isEqualTo("java.lang.Integer");
            assertThat(letters.get("kept").asInt()).isEqualTo(2);
            assertThat(letters.get("total").asInt()).isEqualTo(2);

            await().until(() -> scene.view("pools").at("/rows/0/done").asLong(0) == 1);
            JsonNode pool = scene.view("pools").at("/rows/0");
            assertThat(names(pool)).containsExactlyInAnyOrderElementsOf(fields(PoolFigures.class, "rate"));
            assertThat(pool.get("kind").asString()).isEqualTo("threads");
        }
    }

    @Test
    void waitsAndTheirCircles() throws IOException {
        try (DashboardScene scene = new DashboardScene(Drive.RUN)) {
            scene.system.spawn("asked", Integer.class, self -> {
                while (true) self.receive(n -> n < 0);
            });
            var _ = scene.system.start(self -> self.ask("asked", _ -> 1, Duration.ofMinutes(1)));
            scene.system.run(Duration.ofMillis(50));
            JsonNode waits = scene.view("waits");
            assertThat(names(waits)).containsExactlyInAnyOrder("rows", "cycles", "total", "targeted", "circles");
            JsonNode asks = row(waits.get("rows"), "target", "asked");
            assertThat(names(asks)).containsExactlyInAnyOrderElementsOf(fields(WaitEntry.class));
            assertThat(asks.get("what").asString()).contains("asks asked");
            assertThat(waits.get("cycles")).isEmpty();
        }
    }
}
