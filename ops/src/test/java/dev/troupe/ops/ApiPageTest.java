package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorTies;
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
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `API.md` shows is what the dashboard gives.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ApiPageTest {
    private static final Pattern VIEW = Pattern
            .compile("<!-- view (\\S+) -->\n### `GET (\\S+)`\n\n```json\n(.*?)```", Pattern.DOTALL);
    private static final Map<String, Map<String, Set<String>>> ROWS = Map.of("overview",
            Map.of("/totals", fields(Totals.class)), "actors",
            Map.of("/rows/0", fields(ActorFigures.class, "processing", "wait")), "actor",
            Map.of("/row", fields(ActorFigures.class, "processing", "wait"), "/ties", fields(ActorTies.class),
                    "/failures/0",
                    fields(FailureEntry.class, "id")),
            "groups", Map.of("/rows/0", fields(GroupFigures.class, "processing", "wait")), "tree",
            Map.of("/rows/0", fields(TreeFigures.class)), "workers",
            Map.of("/schedulers/0", fields(SchedulerFigures.class), "/workers/0",
                    fields(WorkerFigures.class, "utilisation", "turnRate")),
            "pools", Map.of("/rows/0", fields(PoolFigures.class, "rate")), "failures",
            Map.of("/rows/0", fields(FailureEntry.class, "id")), "dead-letters",
            Map.of("/rows/0", fields(DeadLetterEntry.class)), "waits", Map.of("/rows/0", fields(WaitEntry.class)));

    private static Set<String> fields(Class<? extends Record> type, String... more) {
        TreeSet<String> fields = new TreeSet<>(List.of(more));
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(fields::add);
        return fields;
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    @Test
    void showsEachViewWithTheFieldsThatItHas() throws IOException {
        Map<String, String> targets = new HashMap<>();
        Matcher views = VIEW.matcher(Files.readString(Path.of("API.md")));
        try (ActorSystem system = ActorSystem.create(); Dashboard dashboard = Dashboard.of(system).port(0).start()) {
            system.spawn("P", Integer.class, (_, _) -> {});
            while (views.find()) {
                JsonNode shown = JsonMapper.shared().readTree(views.group(3));
                Raw.Answer given = Raw.get(dashboard, views.group(2));
                assertThat(given.status()).as(views.group(2)).isEqualTo(200);
                assertThat(names(shown)).as(views.group(1)).isEqualTo(names(given.json()));
                ROWS.get(views.group(1))
                        .forEach((at, fields) -> assertThat(names(shown.at(at))).as(at).isEqualTo(fields));
                targets.put(views.group(1), views.group(2));
            }
        }
        assertThat(targets.keySet()).isEqualTo(ROWS.keySet());
    }

    @Test
    void namesEachStatusThatIsGiven() throws IOException {
        String page = Files.readString(Path.of("API.md"));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/troupe/ops/internal"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher given = Pattern.compile("RefusedException\\((\\d+)").matcher(Files.readString(source));
                while (given.find())
                    assertThat(page).as(given.group(1)).containsPattern("\\| [0-9, ]*" + given.group(1));
            }
        }
    }
}
