package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.Dashboard;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The connection is lost and taken up again, rests while nobody sees the page, and is refused without a token.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageConnectionTest {
    private static final String TOKEN = "a-token-of-some-length";

    private final Browser browser;
    private final Stand stand;

    PageConnectionTest(Browser browser, Stand stand) {
        this.browser = browser;
        this.stand = stand;
    }

    @Test
    void aRestartOfTheServerIsSurvived() {
        browser.expect("net::ERR_");
        try (ActorSystem system = ActorSystem.builder().name("first").build();
                ActorSystem other = ActorSystem.builder().name("second").build()) {
            system.spawn("lonely", String.class, (_, _) -> {});
            URI uri;
            try (Dashboard dashboard = Dashboard.of(system).port(0).start()) {
                uri = dashboard.uri();
                browser.open(uri, "#actors");
                browser.until("its actor", () -> browser.texts(".actors td.name").contains("lonely"));
                assertThat(browser.shows("#banner")).isFalse();
            }
            browser.until("it says so", () -> browser.text("#banner").startsWith("Connection lost, trying again."));
            assertThat(browser.text("#status")).isEqualTo("connection lost, trying again");
            assertThat(browser.attribute("#banner", "role")).isEqualTo("alert");
            assertThat(browser.js("return getComputedStyle(document.querySelector('main')).filter"))
                    .isEqualTo("grayscale(1)");
            assertThat(browser.texts(".actors td.name")).contains("lonely");
            browser.screenshot(InBrowser.SCREENSHOTS.resolve("lost.png"));
            try (Dashboard _ = Dashboard.of(other).port(uri.getPort()).start()) {
                browser.untilLive();
                browser.until("the new system", () -> browser.text("#system").equals("second"));
                assertThat(browser.shows("#banner")).isFalse();
                browser.until("its actors", () -> browser.text(".empty").startsWith("No actors live."));
                assertThat(browser.hash()).isEqualTo("#actors");
            }
        }
    }

    @Test
    void aGapInTheFiguresIsAGapInTheCharts() {
        browser.open(stand.uri(), "");
        assertThat(browser.module("""
                const { Points } = await import('/page/history.js');
                const points = new Points();
                for (const at of [100, 101, 102, 110, 111]) points.add({ n: at }, at);
                return JSON.stringify(points.columns([(overview) => overview.n]));"""))
                .isEqualTo("[[100,101,102,103,110,111],[100,101,102,null,110,111]]");
        assertThat(browser.module("""
                const { Points } = await import('/page/history.js');
                const points = new Points();
                for (let at = 0; at < 1000; at++) points.add({}, at);
                return points.columns([])[0].length;""")).isEqualTo(302L);
    }

    @Test
    void aPointBetweenTwoGapsIsDrawn() {
        browser.open(stand.uri(), "");
        assertThat(browser
                .module("""
                        const { lonely } = await import('/page/chart.js');
                        return [[1, null, 2, null, 3, 4, null, 0], [5], [null], [1, 2, null, 3, 4]].map((one) => lonely(one).join()).join(' ');"""))
                .isEqualTo("0,2,7 0  ");
        assertThat(browser
                .module("""
                        const { chart } = await import('/page/chart.js');
                        const { Points } = await import('/page/history.js');
                        const points = new Points();
                        for (const [n, at] of [[5, 100], [5, 101], [-1, 105], [9, 110], [-1, 115], [5, 120], [5, 121]]) points.add({ n }, at);
                        let arcs = 0;
                        const arc = Path2D.prototype.arc;
                        Path2D.prototype.arc = function (...more) { arcs++; return arc.apply(this, more); };
                        const one = chart({ title: 'T', series: [{ label: 'n', read: (o) => o.n, say: String }] }, points);
                        document.getElementById('panel').append(one.element);
                        one.draw();
                        await new Promise((drawn) => setTimeout(drawn, 200));
                        Path2D.prototype.arc = arc;
                        one.close();
                        one.element.remove();
                        return arcs > 0;"""))
                .isEqualTo(true);
    }

    @Test
    void aHiddenPageClosesItsStream() {
        browser.before(
                """
                        window.streams = [];
                        window.EventSource = class extends EventSource { constructor(address) { super(address); streams.push(this); } };
                        window.open = () => streams.filter((stream) => stream.readyState !== EventSource.CLOSED).length;""");
        browser.open(stand.uri(), "#overview");
        assertThat(browser.js("return open()")).isEqualTo(1L);
        browser.js(
                """
                        const root = document.documentElement;
                        window.states = [];
                        new MutationObserver(() => states.push(`${document.visibilityState} ${root.dataset.connection} ${open()}`))
                          .observe(root, {attributeFilter: ['data-connection']});""");
        browser.hide();
        browser.until("it has rested",
                () -> String.valueOf(browser.js("return states.join()")).startsWith("hidden resting 0"));
        browser.untilLive();
        assertThat(browser.js("return [open(), streams.length].join()")).isEqualTo("1,2");
    }

    @Test
    void withoutTheTokenItSaysWhoHasIt() {
        browser.expect("401");
        browser.expect("net::ERR_");
        try (ActorSystem system = ActorSystem.builder().name("guarded").build()) {
            URI uri;
            try (Dashboard dashboard = Dashboard.of(system).port(0).token(TOKEN).start()) {
                uri = dashboard.uri();
                browser.open(uri, "?token=" + TOKEN);
                assertThat(browser.text("#system")).isEqualTo("guarded");
            }
            try (Dashboard _ = Dashboard.of(system).port(uri.getPort()).token("another-" + TOKEN).start()) {
                browser.until("it says so", () -> browser.text("#banner").contains("The server wants a token."));
                assertThat(browser.text("#banner")).contains("dashboard.token()").doesNotContain("printed");
                browser.find("#banner input").sendKeys("another-" + TOKEN);
                browser.click("#banner button");
                browser.untilLive();
                assertThat(browser.hash()).isEmpty();
            }
        }
    }

    @Test
    void aRefusalIsShownInItsView() {
        browser.expect("400");
        browser.open(stand.uri(), "#actors?limit=lots");
        browser.until("the rule", () -> browser.text(".refusal").startsWith("The server refused (400): "));
        assertThat(browser.text(".refusal")).contains("limit=lots");
        browser.go("#actors?limit=50");
        browser.until("all is well", () -> !browser.shows(".refusal") && browser.texts(".actors td.name").size() == 50);
    }

    @Test
    void anAnswerThatDoesNotComeIsMissed() {
        browser.open(stand.uri(), "#pools");
        browser.until("the pools", () -> browser.shows(".pools td.name"));
        browser.js("window.fetched = window.fetch; window.fetch = async () => { throw new TypeError('no network'); }");
        browser.until("it says so", () -> browser.text(".refusal")
                .equals("The server can't be reached for this view, trying again: no network"));
        assertThat(browser.shows(".pools td.name")).isTrue();
        browser.js("window.fetch = window.fetched");
        browser.until("all is well", () -> !browser.shows(".refusal"));
    }

    @Test
    void pauseLetsTheViewsStandStill() {
        browser.open(stand.uri(), "#overview");
        browser.until("figures", () -> !browser.text(".tile .value").isEmpty());
        browser.click("#pause");
        assertThat(browser.text("#status")).isEqualTo("paused");
        String up = browser.text("#about");
        String taken = browser.text(".tile .more");
        browser.until("the head goes on", () -> !browser.text("#about").equals(up));
        assertThat(browser.text(".tile .more")).isEqualTo(taken);
        browser.click("#pause");
        browser.until("it moves again", () -> !browser.text(".tile .more").equals(taken));
    }
}
