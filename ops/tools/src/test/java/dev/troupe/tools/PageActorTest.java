package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.spi.FailureEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// One actor: opened from the table, with its figures, ties and failures, and traced.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageActorTest {
    private static final String START = ".tracer button";

    private final Browser browser;
    private final Stand stand;

    PageActorTest(Browser browser, Stand stand) {
        this.browser = browser;
        this.stand = stand;
    }

    private void open(String path) {
        browser.open(stand.uri(), "#actor?path=" + path);
        browser.until("its figures", () -> browser.shows(".actor .facts dd"));
    }

    private String fact(String term) {
        return browser.texts(".actor .facts div").stream().filter(text -> text.startsWith(term))
                .map(text -> text.substring(term.length())).findFirst().orElse("none");
    }

    private String ties(int n) {
        return browser.text(".ties > div:nth-child(" + n + ") dd");
    }

    @Test
    void aRowOpensIt() {
        browser.open(stand.uri(), "#actors?search=rally");
        browser.until("rows", () -> browser.texts(".actors td.name").size() == 3);
        browser.click(".actors tbody tr:nth-child(2) td:nth-child(6)");
        browser.until("its name", () -> browser.text("h2.path").equals("rally/ping"));
        assertThat(browser.hash()).isEqualTo("#actor?path=rally/ping");
        assertThat(browser.attribute("#tab-actors", "aria-selected")).isEqualTo("true");
        browser.until("its type", () -> fact("Type").equals("Rally:Ball"));
        assertThat(fact("Messages")).isEqualTo(Rally.Ball.class.getName());
        assertThat(fact("Kind")).isEqualTo("body");
        assertThat(fact("Scheduler")).isEqualTo("parallel-2");
        assertThat(fact("Spawned in")).startsWith(Rally.class.getName());
        browser.until("sampled times", () -> fact("Processing p50 · p99 · max").endsWith("s"));
        String taken = fact("Taken");
        browser.until("it takes more", () -> !fact("Taken").equals(taken));
        browser.until("its ties", () -> ties(1).equals("rally") && ties(4).equals("rally/ping/pong"));
        browser.click(".ties > div:nth-child(4) a");
        browser.until("the other player", () -> browser.text("h2.path").equals("rally/ping/pong"));
    }

    @Test
    void aTraceRunsToItsEnd() {
        open("sum");
        browser.js("const s = document.querySelector('.tracer select'); s.value = '5'");
        browser.click(START);
        browser.until("entries", () -> browser.texts(".trace tbody tr").size() > 3);
        assertThat(browser.texts(".trace tbody tr:first-child td").get(1)).isEqualTo("Dealing$Result");
        browser.until("a sender", () -> browser.texts(".trace tbody td:nth-child(3)").contains("dispatch/good-1"));
        assertThat(browser.text(START)).isEqualTo("Stop trace");
        browser.until("its end", () -> browser.text(".tracer .where").matches("ended: [\\d,]+ messages recorded, .+"));
        assertThat(browser.text(START)).isEqualTo("Start trace");
    }

    @Test
    void aTraceSaysHowManyAreShown() {
        open("sum");
        browser.js("const fetched = window.fetch;"
                + "window.fetch = async (address, more) => !String(address).startsWith('/api/v1/trace') ? fetched(address, more)"
                + " : new Response('event: entry\\ndata: {\"atMillis\":1,\"message\":\"M\",\"sender\":null,\"waitNanos\":1,\"body\":null}\\n\\n'.repeat(600)"
                + " + 'event: end\\ndata: {\"recorded\":100000,\"reason\":\"most\"}\\n\\n')");
        browser.click(START);
        browser.until("its end", () -> browser.text(".tracer .where")
                .equals("ended: 100,000 messages recorded, 500 of them shown, no more were wanted"));
        assertThat(browser.texts(".trace tbody tr")).hasSize(500);
    }

    @Test
    void aTraceCanBeStopped() {
        open("sum");
        browser.click(START);
        browser.until("entries", () -> browser.shows(".trace tbody tr"));
        browser.click(START);
        browser.until("it says so", () -> browser.text(".tracer .where").equals("stopped here"));
    }

    @Test
    void bodiesAreRefusedUnlessAllowed() {
        browser.expect("403");
        open("rally/ping");
        browser.click(".tracer input");
        browser.click(START);
        browser.until("it is refused", () -> browser.text(".tracer .where").startsWith("the server refused (403): "));
        assertThat(browser.text(START)).isEqualTo("Start trace");
    }

    @Test
    void itsFailuresAreListed() {
        browser.until("the till has crashed",
                () -> stand.seen().failures().stream().anyMatch(one -> one.actor().equals("shop/till")));
        open("shop/till");
        browser.until("a failure", () -> browser.shows(".failure"));
        List<String> texts = stand.seen().failures().stream().filter(one -> one.actor().equals("shop/till"))
                .map(FailureEntry::text).toList();
        assertThat(texts).contains(browser.text(".failure .text"));
        assertThat(fact("Last failure")).startsWith("java.lang.IllegalStateException");
        assertThat(fact("Restarts")).isNotEqualTo("0");
    }

    @Test
    void whoHasEndedIsMissed() {
        browser.expect("404");
        browser.open(stand.uri(), "#actor?path=nobody");
        browser.until("nobody", () -> browser.text(".empty").startsWith("Nobody has the name nobody."));
        assertThat(browser.shows(".actor")).isFalse();
    }
}
