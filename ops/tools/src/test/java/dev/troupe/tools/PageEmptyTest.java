package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.Dashboard;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A view that has nothing to show says so, and why.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageEmptyTest {
    private static final Map<String, String> SAYS = Map.of("overview", "No actors yet.", "actors", "No actors live.",
            "tree",
            "No actors live.", "pools", "No pool is in use.", "failures", "Nothing has crashed.", "letters",
            "No dead letters were seen.", "waits", "Nobody waits for anybody.", "warnings", "No warnings.");

    @Test
    void anEmptySystemIsExplainedInEveryView(Browser browser) {
        try (ActorSystem system = ActorSystem.create(); Dashboard dashboard = Dashboard.of(system).port(0).start()) {
            browser.open(dashboard.uri(), "#overview");
            SAYS.forEach((view, says) -> {
                browser.go("#" + view);
                browser.until(view + " says " + says, () -> browser.text(".empty strong").equals(says));
                assertThat(browser.text(".empty p")).hasSizeGreaterThan(40);
                assertThat(browser.shows("tbody tr, .failure, .node")).isFalse();
            });
        }
    }
}
