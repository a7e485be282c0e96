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
        // one leaves each second, and another comes a moment later
        assertThat(browser.texts(".node .folded")).anyMatch(more -> more.matches(" \\+(199|200)"));
        assertThat(browser.texts(".node .name")).noneMatch(name -> name.startsWith("users/user-"));
        js("document.querySelector('.node[data-key=users] .mark').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        browser.until("the users", () -> browser.texts(".node .name").stream()
                .filter(name -> name.startsWith("users/user-")).count() >= 199);
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
        browser.until("their utilisation", () -> browser.texts(".workers .figure").size() == workers.size()
                && browser.texts(".workers .figure").stream().allMatch(figure -> figure.matches("\\d+ %")));
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
        browser.until("a letter", () -> browser.texts(".letters tbody tr").stream()
                .anyMatch(row -> row.startsWith("moved-away") && row.endsWith("String")));
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

    /// Has the page get another answer than the server's, made of that one.
    private void instead(String view, String made) {
        browser.js("const fetched = window.fetch; window.fetch = async (address, more) => {"
                + "const real = await fetched(address, more);"
                + "if (!String(address).startsWith('/api/v1/" + view + "')) return real;"
                + "const answer = await real.json(); " + made + "; return new Response(JSON.stringify(answer)); }");
    }

    @Test
    void ofManyWaitsItSaysHowManyAreShown() {
        open("#waits");
        instead("waits",
                "answer.rows = Array.from({ length: 300 }, (_, n) => ({ waiter: `w${n}`, what: 'asks', target: `w${n + 1}` }));"
                        + "answer.rows[0].target = 'w1'; answer.rows[1].target = 'w0'; answer.total = 100000; answer.targeted = 400; answer.circles = 3;"
                        + "answer.cycles = [['w0', 'w1'], ['w1', 'w0', 'w9']]");
        browser.until("how many", () -> browser.text(".heading .where").equals("300 of 400 waits, 3 circles"));
        assertThat(browser.texts(".waits tbody tr")).hasSize(300);
        assertThat(browser.texts(".waits tbody tr[data-tone=alarm] td:nth-child(4)")).containsExactly("circle 1",
                "circle 1");
        assertThat(browser.text(".tools label")).endsWith("waits for no actor (99,600)");
    }

    @Test
    void sleepersThatWereNotSentAreCounted() {
        open("#waits");
        instead("waits",
                "answer.rows = [{ waiter: 'a', what: 'asks', target: 'b' }, { waiter: 'c', what: 'sleeps', target: null }];"
                        + "answer.total = 1000; answer.targeted = 1; answer.circles = 0; answer.cycles = []");
        browser.until("who waits for an actor", () -> browser.text(".heading .where").equals("1 wait, 0 circles"));
        browser.until("who doesn't", () -> browser.text(".tools label").endsWith("waits for no actor (999)"));
        browser.click(".tools input");
        browser.until("all", () -> browser.text(".heading .where").equals("2 of 1,000 waits, 0 circles"));
    }

    @Test
    void aRingOfManyWaitsIsSeenThroughInNoTime() {
        open("#waits");
        instead("waits",
                "answer.rows = Array.from({ length: 60000 }, (_, n) => ({ waiter: `w${n}`, what: 'asks', target: `w${(n + 1) % 60000}` }));"
                        + "answer.total = 60000; answer.targeted = 60000; answer.circles = 1; answer.cycles = [answer.rows.map((row) => row.waiter)]");
        browser.until("the ring", () -> browser.text(".heading .where").equals("300 of 60,000 waits, 1 circle"));
        assertThat(browser.texts(".waits tbody tr[data-tone=alarm]")).hasSize(300);
        assertThat(browser.text(".cycles li")).startsWith("A circle: w0 → w1 → ")
                .endsWith(" → w19 → 59,980 more → w0");
    }

    @Test
    void whatIsNotKnownYetIsADash() {
        String unknown = "for (const key of Object.keys(answer.rates)) answer.rates[key] = -1; answer.utilisation = -1;"
                + " answer.delayNanos = -1";
        browser.before("if (location.protocol.startsWith('http')) { const Real = window.EventSource;"
                + "window.EventSource = class extends Real { addEventListener(name, heard) {"
                + "super.addEventListener(name, (event) => { if (!location.hash.endsWith('unknown') || name !== 'overview') return heard(event);"
                + "const answer = JSON.parse(event.data);" + unknown
                + "; heard({ data: JSON.stringify(answer) }); }); } }; }");
        open("#overview?unknown");
        browser.until("figures", () -> !figure(2).isEmpty());
        for (int tile : new int[] {1, 4, 7}) assertThat(figure(tile)).isEqualTo("–");
        assertThat(browser.texts(".tile .unit")).isEmpty();
        assertThat(browser.texts(".tile .more").toString()).contains("– started, – ended", "after –", ", –, –, ")
                .doesNotContain("-1");
        assertThat(browser.text(".chart figcaption")).contains("taken –", "sent –");
        assertThat(browser.texts(".chart:nth-child(3) figcaption").getFirst()).contains("busy –");

        open("#workers");
        instead("workers", "answer.workers.forEach((one) => { one.utilisation = -1; one.turnRate = -1; })");
        browser.until("no utilisation", () -> browser.texts(".workers .figure").stream().allMatch("–"::equals));
        assertThat(browser.texts(".workers td:nth-child(6)")).isNotEmpty().allMatch("–"::equals);

        open("#pools");
        instead("pools", "answer.rows.forEach((one) => { one.rate = -1; })");
        browser.until("no rate", () -> browser.texts(".pools td:nth-child(6)").contains("–"));

        open("#actors");
        instead("actors", "answer.rows.forEach((one) => { one.rate = -1; })");
        browser.until("no rates", () -> browser.texts(".actors td:nth-child(6)").stream().allMatch("–"::equals));

        open("#actor?path=rally");
        instead("actor", "answer.row.rate = -1");
        browser.until("no rate", () -> browser.texts(".actor .facts div").contains("Rate–"));
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
