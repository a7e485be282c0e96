package dev.troupe.ops;

import static dev.troupe.ops.DashboardScene.fields;
import static dev.troupe.ops.DashboardScene.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ops.DashboardScene.Drive;
import dev.troupe.spi.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What comes as it happens, what is hidden, and names that mean harm.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DashboardStreamsTest {
    @Test
    void hostileNamesAreTextInEveryView() throws IOException {
        String name = "<script>alert(1)\u2028\"'&\\ \u00e9 \uD800 \uDC00";
        try (DashboardScene scene = new DashboardScene(Drive.PARALLEL)) {
            ActorRef<Integer> hostile = scene.system.spawn(name, Integer.class, (_, _) -> {
                throw new IllegalStateException("</script>\u0000\u001b[31m\uDFFF");
            });
            scene.system.spawn("waiting", Integer.class, self -> {
                self.watch(hostile, 7);
                self.tell(name, "of a wrong class".length());
                self.receive(n -> n == 7);
            });
            await().until(() -> scene.system.inspect().actor(name).isEmpty());
            scene.system.tell(name, 1); // a dead letter
            scene.system.spawn(name, Integer.class, (_, _) -> {});
            for (String view : new String[] {"actors", "groups", "tree", "workers", "failures", "dead-letters",
                "waits"}) {
                Raw.Answer answer = Raw.get(scene.dashboard, "/api/v1/" + view);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).as(view).matches("[\\x20-\\x7E]*").doesNotContain("<", ">", "'", "&");
                if (!List.of("groups", "workers", "waits").contains(view)) {
                    List<String> found = new ArrayList<>();
                    answer.json().findValuesAsString("path", found);
                    answer.json().findValuesAsString("actor", found);
                    answer.json().findValuesAsString("recipient", found);
                    assertThat(found).as(view).contains(name);
                }
            }
            assertThat(scene.view("failures").at("/rows/0/text").asString())
                    .isEqualTo("</script>\u0000\u001b[31m\uDFFF");
        }
    }

    @Test
    void streamsTheOverviewAtOnceAndAtEachTick() throws IOException {
        try (DashboardScene scene = new DashboardScene(Drive.PARALLEL);
                Raw stream = Raw.stream(scene.dashboard, "/api/v1/stream")) {
            String line = stream.line();
            assertThat(line).isEqualTo("HTTP/1.1 200 OK");
            stream.event("overview");
            JsonNode second = stream.event("overview");
            JsonNode third = stream.event("overview");
            assertThat(third.at("/totals/live").asInt()).isEqualTo(4);
            assertThat(third.get("nowMillis").asLong() - second.get("nowMillis").asLong()).isBetween(500L, 5_000L);
        }
    }

    @Test
    void streamsTheTraceOfAnActor() throws IOException {
        try (DashboardScene scene = new DashboardScene(Drive.PARALLEL);
                Raw trace = Raw.stream(scene.dashboard, "/api/v1/trace?path=counter&seconds=60&most=3&bodies=true")) {
            for (String line = trace.line(); !line.startsWith("retry:"); line = trace.line())
                assertThat(line).isNotNull();
            for (int i = 1; i <= 5; i++) scene.system.tell("counter", i);
            JsonNode entry = trace.event("entry");
            assertThat(names(entry)).containsExactlyInAnyOrderElementsOf(fields(Trace.Entry.class));
            assertThat(entry.get("message").asString()).isEqualTo("java.lang.Integer");
            assertThat(entry.get("body").asString()).isEqualTo("1");
            assertThat(trace.event("entry").get("body").asString()).isEqualTo("2");
            assertThat(trace.event("entry").get("body").asString()).isEqualTo("3");
            JsonNode end = trace.event("end");
            assertThat(end.get("reason").asString()).isEqualTo("most");
            assertThat(end.get("recorded").asInt()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void saysWhyATraceEnds() throws IOException {
        try (DashboardScene scene = new DashboardScene(Drive.PARALLEL);
                Raw first = Raw.stream(scene.dashboard, "/api/v1/trace?path=counter&seconds=60")) {
            for (String line = first.line(); !line.startsWith("retry:"); line = first.line())
                assertThat(line).isNotNull();
            try (Raw second = Raw.stream(scene.dashboard, "/api/v1/trace?path=counter&seconds=60")) {
                assertThat(first.event("end").get("reason").asString()).isEqualTo("replaced");
                scene.system.kill(scene.system.find("counter", Integer.class).orElseThrow());
                assertThat(second.event("end").get("reason").asString()).isEqualTo("ended");
            }
            try (Raw third = Raw.stream(scene.dashboard, "/api/v1/trace?path=parent&seconds=1")) {
                assertThat(third.event("end").get("reason").asString()).isEqualTo("time");
            }
            assertThat(Raw.get(scene.dashboard, "/api/v1/trace?path=nobody").status()).isEqualTo(404);
        }
    }

    @Test
    void hidesBodiesUnlessItWasBuiltToShowThem() throws IOException {
        try (ActorSystem system = ActorSystem.create(); Dashboard dashboard = Dashboard.of(system).port(0).start()) {
            system.spawn("a", Integer.class, (_, _) -> {});
            system.run();
            Raw.Answer refused = Raw.get(dashboard, "/api/v1/trace?path=a&bodies=true");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().get("error").asString()).startsWith("bodies must be shown");
        }
    }

    @Test
    void scrapesItsOwnMeters() throws IOException {
        try (DashboardScene scene = new DashboardScene(Drive.PARALLEL)) {
            Raw.Answer scrape = Raw.get(scene.dashboard, "/metrics");
            assertThat(scrape.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(scrape.body()).contains("actors_live", "jvm_memory_used_bytes");
        }
    }
}
