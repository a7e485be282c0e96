package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.Inspection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every view says what the system says.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageViewsTest {
    private final Browser browser;
    private final Stand stand;
    private final Inspection seen;

    PageViewsTest(Browser browser, Stand stand) {
        this.browser = browser;
        this.stand = stand;
        this.seen = stand.seen();
    }

    private void open(String hash) {
        browser.open(stand.uri(), hash);
    }

    private String figure(int tile) {
        return browser.text(".tile:nth-child(" + tile + ") .value");
    }

    @Test
    void overviewShowsTheFiguresOfTheSystem() {
        open("");
        browser.until("the system's name", () -> browser.text("#system").equals(seen.system()));
        assertThat(browser.text("#about")).contains("parallel-2", "engine " + seen.engine(), "up ");
        browser.until("as many actors as live", () -> figure(2).equals(String.valueOf(seen.totals().live())));
        browser.until("the restarts", () -> figure(6).equals(String.valueOf(seen.totals().restarts())));
        browser.until("messages flow", () -> figure(1).matches("[1-9].*"));
        browser.until("the busiest groups", () -> browser.texts("td.name").contains("user"));
        assertThat(browser.texts(".chart h3"))
                .containsExactly("Messages a second", "Ready", "Utilisation of workers", "Heap");
        browser.until("charts are drawn", () -> browser.texts(".canvas canvas").size() == 4);
    }

    @Test
    void figuresChange() {
        open("#overview");
        Set<String> taken = new HashSet<>();
        Set<String> charts = new HashSet<>();
        browser.until("three figures", () -> {
            taken.add(browser.text(".tile:first-child .more"));
            charts.add(browser.attribute(".canvas", "aria-label"));
            return taken.size() >= 3 && charts.size() >= 3;
        });
    }

    @Test
    void actorsAreThoseThatLive() {
        open("#actors?search=rally");
        browser.until("the rally",
                () -> browser.texts("td.name").equals(List.of("rally", "rally/ping", "rally/ping/pong")));
        assertThat(browser.texts("tbody tr:nth-child(3) td").get(1)).isEqualTo("Rally:Ball");
        browser.until("a rate", () -> browser.texts("tbody tr:nth-child(3) td").get(5).matches("[1-9].*"));
        browser.until("sampled times", () -> browser.texts("tbody tr:nth-child(3) td").get(7).endsWith("s"));
    }

    @Test
    void treeShowsChildrenAndTies() {
        open("#tree");
        browser.until("children", () -> browser.texts(".node .name")
                .containsAll(List.of("rally", "rally/ping", "rally/ping/pong", "shop/till")));
        browser.until("a link", () -> browser.texts(".ties .link").contains("rally/ping is linked to rally/ping/pong"));
        browser.until("a watch", () -> browser.texts(".ties .watch").contains("auditor watches shop/bookkeeper"));
        assertThat(browser.texts(".node .folded")).contains(" +200");
        assertThat(browser.texts(".node .name")).noneMatch(name -> name.startsWith("users/user-"));
        js("document.querySelector('.node[data-key=users] .mark').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        browser.until("the users", () -> browser.texts(".node .name").stream()
                .filter(name -> name.startsWith("users/user-")).count() == 200);
        js("document.querySelector('.node[data-key=rally] .name').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        browser.until("the actor", () -> browser.hash().equals("#actor?path=rally"));
    }

    private void js(String script) {
        browser.js(script);
    }

    @Test
    void workersHaveARowEach() {
        open("#workers");
        List<String> workers = seen.workers().stream().map(worker -> worker.scheduler() + " #" + worker.index())
                .toList();
        browser.until("all workers", () -> browser.texts(".workers td.name").equals(workers));
        assertThat(browser.texts(".workers td.states"))
                .allMatch(state -> List.of("busy", "idle", "parked", "blocked").contains(state));
        assertThat(browser.texts(".workers .figure")).hasSameSizeAs(workers)
                .allMatch(figure -> figure.matches("\\d+ %"));
        assertThat(browser.texts(".card h4"))
                .containsExactlyElementsOf(seen.schedulers().stream().map(one -> one.scheduler()).toList());
    }

    @Test
    void poolsAndProcessesAreShown() {
        open("#pools");
        browser.until("both pools", () -> browser.texts(".pools td.name").equals(List.of("children", "crunch")));
        browser.until("work that is done", () -> !browser.texts(".pools tbody tr:nth-child(2) td").get(6).equals("0"));
        assertThat(browser.texts(".processes td.name")).containsExactly("children");
        browser.until("a child", () -> browser.texts(".processes tbody td").get(2).equals("1"));
    }

    @Test
    void failuresOpenToTheirStack() {
        open("#failures");
        browser.until("a failure", () -> browser.shows(".failure"));
        FailureEntry newest = seen.failures().getLast();
        browser.until("the newest", () -> browser.text(".failure:first-child .text").equals(newest.text()));
        assertThat(browser.text(".failure:first-child .exception")).isEqualTo("IllegalStateException");
        assertThat(browser.shows(".failure pre")).isFalse();
        browser.click(".failure:first-child summary");
        browser.until("its stack", () -> browser.texts(".failure pre").contains(newest.stack().replace("\r", "")));
        browser.until("its place", () -> browser.hash().startsWith("#failures?open="));
        browser.reload();
        browser.until("it is open again",
                () -> browser.texts(".failure pre").contains(newest.stack().replace("\r", "")));
    }

    @Test
    void aFailureThatIsReadStays() {
        open("#failures");
        browser.js(
                "window.rows = [1, 2].map((id) => ({ id, atMillis: id, actor: 'a', message: null, exception: 'E', text: `no ${id}`,"
                        + " directive: 'stop', restarts: 0, stack: `stack ${id}` }));"
                        + "const fetched = window.fetch; window.fetch = async (address, more) => address.startsWith('/api/v1/failures')"
                        + " ? new Response(JSON.stringify({ rows })) : fetched(address, more);");
        browser.until("two", () -> browser.texts(".failure .text").equals(List.of("no 1", "no 2")));
        browser.click(".failure:nth-child(2) summary");
        browser.js("rows.pop(); rows.unshift({ ...rows[0], id: 3, text: 'no 3' })");
        browser.until("the newest and that one",
                () -> browser.texts(".failure .text").equals(List.of("no 3", "no 1", "no 2")));
        assertThat(browser.texts(".failure pre")).containsExactly("stack 2");
        browser.click(".failure:nth-child(3) summary");
        browser.until("it may go", () -> browser.texts(".failure .text").equals(List.of("no 3", "no 1")));
    }

    @Test
    void deadLettersAreThoseOfTheSystem() {
        open("#letters");
        browser.until("a letter", () -> browser.texts(".letters td.name").contains("moved-away"));
        assertThat(browser.texts(".letters tbody tr:first-child td")).contains("String");
        browser.until("their number", () -> browser.text(".heading .where").matches("the last \\d+ of \\d+"));
    }

    @Test
    void waitsNameWhoMustAct() {
        open("#waits");
        browser.until("the auditor waits", () -> browser.texts(".waits tr").stream()
                .anyMatch(row -> row.startsWith("auditor") && row.contains("shop/bookkeeper")));
        assertThat(browser.texts(".waits td.name")).doesNotContain("postman");
        assertThat(browser.shows(".cycles")).isFalse();
        browser.click(".tools input");
        browser.until("who sleeps", () -> browser.texts(".waits td.name").contains("postman"));
        assertThat(browser.hash()).isEqualTo("#waits?all=true");
    }

    @Test
    void warningsAreThoseOfTheServer() {
        open("#warnings");
        browser.until("as the server says", () -> Boolean.TRUE.equals(browser.module("""
                const { warnings } = await (await fetch('/api/v1/overview')).json();
                const shown = [...document.querySelectorAll('.warnings .kind')].map((e) => e.textContent).sort();
                return JSON.stringify(shown) === JSON.stringify(warnings.map((one) => one.kind).sort());""")));
        assertThat(browser.texts(".legend dt")).hasSize(5);
    }

    @Test
    void anUnknownPlaceIsTheOverview() {
        open("#nowhere");
        browser.until("the overview", () -> browser.shows(".figures"));
        assertThat(browser.attribute("#tab-overview", "aria-selected")).isEqualTo("true");
    }
}
