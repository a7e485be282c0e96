package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

/// Every view at both widths, light and dark: nothing sticks out, and what is written can be read. A picture of each is kept.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageLooksTest {
    private record View(String place, String there) {}

    /// The overview comes last, when its charts have something to show.
    private static final List<View> VIEWS = List.of(new View("actors?order=rate&desc=true", "td.name"),
            new View("actor?path=shop/till", ".facts dd"), new View("tree", ".node .name"), new View("workers", ".bar"),
            new View("pools", ".processes .bar"), new View("failures", ".failure summary"),
            new View("letters", "td.name"), new View("waits?all=true", "td.name"), new View("warnings", ".legend"),
            new View("overview", "td.name"));

    /// Of each visible text: how its colour stands out from what is behind it, if that is too little.
    private static final String PALE = """
            const known = new Map();
            const channels = (colour) => {
              if (!known.has(colour)) known.set(colour, drawn(colour));
              return known.get(colour);
            };
            const drawn = (colour) => {
              const c = document.createElement('canvas').getContext('2d');
              c.fillStyle = colour; c.fillRect(0, 0, 1, 1);
              return [...c.getImageData(0, 0, 1, 1).data];
            };
            const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
              .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
              .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = (e) => {
              for (let at = e; at; at = at.parentElement) {
                const rgba = channels(getComputedStyle(at).backgroundColor);
                if (rgba[3] === 255) return rgba;
              }
              return [255, 255, 255];
            };
            const found = [];
            for (const e of document.querySelectorAll('body *')) {
              const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== '');
              if (!own || !e.checkVisibility() || e.closest('title, option, .unseen, :disabled')) continue;
              const style = getComputedStyle(e);
              const ink = channels(e.closest('svg') ? style.fill : style.color);
              const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
              const ratio = (a + 0.05) / (b + 0.05);
              if (ratio < 4.5) found.push(`${e.tagName}.${e.getAttribute('class')} '${e.textContent.slice(0, 30)}' ${ratio.toFixed(2)}`);
            }
            return found;""";

    private final Browser browser;
    private final Stand stand;

    PageLooksTest(Browser browser, Stand stand) {
        this.browser = browser;
        this.stand = stand;
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void everyViewFitsAndCanBeRead(int width, String theme) {
        browser.expect("404");
        browser.look(width, theme.equals("dark"));
        browser.open(stand.uri(), "#overview");
        for (View view : VIEWS) {
            browser.go("#" + view.place);
            browser.until(view.place + " is there", () -> browser.shows("main " + view.there));
            String name = view.place.replaceFirst("\\?.*", "");
            if (name.equals("failures")) browser.click(".failure summary");
            browser.screenshot(InBrowser.SCREENSHOTS.resolve(name + "-" + width + "-" + theme + ".png"));
            assertThat(browser.js("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(name + " at " + width).isEqualTo(true);
            assertThat(browser.js(PALE)).as("what is pale in " + name).isEqualTo(List.of());
        }
    }

    @Test
    void nothingMovesForWhoDoesNotWantThat() {
        String moves = "return getComputedStyle(document.querySelector('.fill')).transitionDuration";
        browser.open(stand.uri(), "#workers");
        browser.find(".bar");
        assertThat(browser.js(moves)).isEqualTo("0.3s");
        browser.still();
        assertThat(browser.js(moves)).isEqualTo("0s");
    }

    @Test
    void theThemeIsRemembered() {
        browser.open(stand.uri(), "#overview");
        assertThat(browser.text("#theme")).isEqualTo("Dark");
        browser.click("#theme");
        String dark = ground();
        browser.reload();
        browser.untilLive();
        assertThat(ground()).isEqualTo(dark);
        assertThat(browser.text("#theme")).isEqualTo("Light");
        browser.click("#theme");
        assertThat(ground()).isNotEqualTo(dark);
    }

    private String ground() {
        return String.valueOf(browser.js("return getComputedStyle(document.body).backgroundColor"));
    }

    @Test
    void figuresHaveThreeDigitsAndAUnit() {
        browser.open(stand.uri(), "#overview");
        assertThat(browser
                .module("""
                        const f = await import('/page/format.js');
                        return [f.count(9999), f.count(12345), f.count(999_999), f.count(-1), f.count(null), f.rate(0), f.rate(0.44), f.rate(0.01),
                          f.nanos(0), f.nanos(850), f.nanos(4100), f.nanos(999_999), f.nanos(4.1e6), f.nanos(12e9), f.nanos(300e9), f.bytes(1536), f.bytes(12.3 * 2 ** 20),
                          f.percent(0.416), f.age(59_000), f.age(3600_000 * 3), f.shortClass('a.b.C$D: no x.y'), f.many(1, 'actor'), f.many(2, 'actor')]
                          .join('|').replaceAll('\\u00a0', ' ');"""))
                .isEqualTo("9,999|12.3 k|1.00 M|–|–|0|0.4|<0.1|"
                        + "0|850 ns|4.10 µs|1.00 ms|4.10 ms|12.0 s|5.0 min|1.50 KiB|12.3 MiB|"
                        + "42 %|59 s|3 h 0 min|C$D: no x.y|1 actor|2 actors");
    }
}
