package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopScreenTest {
    private static final JsonNode OVERVIEW = json(
            """
                    {"system": "demo", "engine": "virtual", "scheduler": "parallel-2", "upMillis": 62000, "ready": 3, "utilisation": 0.25,
                     "totals": {"live": 42, "waiting": 1200, "deadLetters": {"stopped": 2, "no_such_actor": 5},
                                "failures": [{"exception": "a", "directive": "stop", "count": 4}], "restarts": 1, "asksPending": 6,
                                "timersPending": 7},
                     "rates": {"processed": 12345.6}, "heap": {"usedBytes": 1048576, "maxBytes": 2097152},
                     "warnings": [{"text": "first"}, {"text": "second"}, {"text": "third"}, {"text": "fourth"}]}""");
    private static final JsonNode WORKERS = json(
            """
                    {"workers": [{"scheduler": "parallel-2", "index": 1, "state": "BUSY", "utilisation": 0.5, "turnRate": 100, "ready": 2,
                                  "actor": "a/b"},
                                 {"scheduler": "parallel-2", "index": 2, "state": "parked", "utilisation": 0, "turnRate": 0, "ready": 0,
                                  "actor": null}]}""");

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static JsonNode actors(String... paths) {
        StringBuilder rows = new StringBuilder();
        for (String path : paths)
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("""
                            {"path": "%s", "group": "Bank:Account", "state": "idle", "depth": 5, "oldestNanos": -1, "rate": 2000,
                             "restarts": 1, "processing": {"p50Nanos": 1500, "p99Nanos": 2500000}}"""
                            .formatted(path));
        return json("{\"rows\": [" + rows + "]}");
    }

    @Test
    void showsTheSystemItsWorkersAndItsActors() {
        List<String> lines = new TopScreen(200, 40).lines(OVERVIEW, WORKERS, actors("bank/1"));
        assertThat(lines.getFirst()).isEqualTo("demo, virtual, parallel-2, up 0:01:02");
        assertThat(lines.get(1)).contains("messages 12.3k/s", "live 42", "waiting 1.2k", "ready 3", "busy 25%",
                "heap 1.0 MB of 2.0 MB");
        assertThat(lines.get(2)).contains("dead letters 7", "failures 4", "restarts 1", "asks waiting 6", "timers 7");
        assertThat(lines).contains("! first", "! third").doesNotContain("! fourth");
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("parallel-2#1 +busy +50% +100 +2 +a/b"));
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("parallel-2#2 +parked +0% +0 +0 +"));
        assertThat(lines.getLast()).matches("bank/1 +Bank:Account +idle +5 +- +2\\.0k +1\\.5 us +2\\.5 ms +1");
    }

    @Test
    void keepsWithinTheScreen() {
        String[] many = new String[100];
        java.util.Arrays.setAll(many, n -> "a-long-name-of-an-actor-in-a-long-list/" + n);
        List<String> lines = new TopScreen(40, 20).lines(OVERVIEW, WORKERS, actors(many));
        assertThat(lines).hasSizeLessThan(20).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("…").contains("/0 "));
    }

    @Test
    void passesNothingOnThatATerminalWouldObey() {
        List<String> lines = new TopScreen(200, 40).lines(OVERVIEW, WORKERS,
                actors("\\u001b[2Jgone\\u0007", "a\\u009b2Jx\\u202ey\\u2028z"));
        assertThat(lines.get(lines.size() - 2)).startsWith("?[2Jgone?");
        assertThat(lines.getLast()).startsWith("a?2Jx?y?z ");
    }
}
