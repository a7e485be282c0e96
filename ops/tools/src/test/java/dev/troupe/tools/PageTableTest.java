package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.Inspection;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/// The table of actors is searched, sorted and cut into pages by the server, and its place keeps all of that.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageTableTest {
    private static final String NAMES = ".actors td.name";

    private final Browser browser;
    private final Stand stand;
    private final Inspection seen;

    PageTableTest(Browser browser, Stand stand) {
        this.browser = browser;
        this.stand = stand;
        this.seen = stand.seen();
    }

    @BeforeEach
    void open() {
        browser.open(stand.uri(), "#actors");
        browser.until("rows", () -> browser.texts(NAMES).size() == 100);
    }

    private List<String> column(int n) {
        return browser.texts(".actors tbody td:nth-child(" + n + ")");
    }

    private String where() {
        return browser.text(".heading .where");
    }

    @Test
    void searchFindsInNamesAndGroups() {
        browser.find("input[type=search]").sendKeys("CUSTOMER-");
        browser.until("five", () -> browser.texts(NAMES)
                .equals(List.of("customer-1", "customer-2", "customer-3", "customer-4", "customer-5")));
        assertThat(where()).startsWith("1–5 of 5, ").endsWith(" live");
        assertThat(browser.hash()).isEqualTo("#actors?search=CUSTOMER-");
        browser.reload();
        browser.until("five again", () -> browser.texts(NAMES).size() == 5);
        assertThat(browser.attribute("input[type=search]", "type")).isEqualTo("search");
        assertThat(browser.js("return document.querySelector('input[type=search]').value")).isEqualTo("CUSTOMER-");
    }

    @Test
    void searchForNothingSaysSo() {
        browser.find("input[type=search]").sendKeys("nobody at all");
        browser.until("nobody", () -> browser.text(".empty").startsWith("No actor fits."));
        assertThat(browser.shows(NAMES)).isFalse();
    }

    @Test
    void headersSortOnTheServer() {
        browser.click("th[data-order=path] button");
        List<String> last = seen.actors(ActorQuery.ALL.descending(ActorQuery.Order.PATH).page(0, 3)).rows().stream()
                .map(ActorFigures::path).filter(path -> !path.startsWith("<")).toList();
        assertThat(last.getFirst()).startsWith("users/user-");
        browser.until("the last names first", () -> browser.texts(NAMES).getFirst().startsWith("users/user-"));
        assertThat(browser.texts(NAMES)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(browser.attribute("th[data-order=path]", "aria-sort")).isEqualTo("descending");
        assertThat(browser.hash()).isEqualTo("#actors?order=path&desc=true");

        browser.click("th[data-order=processed] button");
        browser.until("the players first",
                () -> browser.texts(NAMES).subList(0, 2).stream().allMatch(name -> name.startsWith("rally/ping")));
        assertThat(browser.attribute("th[data-order=path]", "aria-sort")).isEqualTo("none");
        browser.click("th[data-order=processed] button");
        browser.until("the laziest first", () -> column(7).getFirst().equals("0"));
        assertThat(browser.attribute("th[data-order=processed]", "aria-sort")).isEqualTo("ascending");
    }

    @Test
    void groupAndStateNarrow() {
        browser.until("the groups", () -> Boolean.TRUE.equals(browser.js(
                "return [...document.querySelectorAll('select[aria-label=Group] option')].some((o) => o.value === 'user')")));
        choose("Group", "user");
        browser.until("users only",
                () -> column(2).stream().allMatch("user"::equals) && where().startsWith("1–100 of 2"));
        choose("State", "waiting");
        browser.until("no user waits", () -> browser.text(".empty").startsWith("No actor fits."));
        choose("Group", "");
        browser.until("who waits", () -> !column(3).isEmpty() && column(3).stream().allMatch("waiting"::equals));
        assertThat(browser.hash()).isEqualTo("#actors?state=waiting");
    }

    private void choose(String select, String value) {
        browser.js(
                "const s = document.querySelector(`select[aria-label=${arguments[0]}]`); s.value = arguments[1]; s.dispatchEvent(new Event('change'))",
                select, value);
    }

    @Test
    void pagesFollowEachOther() {
        List<String> first = browser.texts(NAMES);
        browser.click(".pager button:nth-child(2)");
        browser.until("the second page", () -> where().startsWith("101–200 of "));
        assertThat(browser.texts(NAMES)).isNotEmpty().doesNotContainAnyElementsOf(first);
        browser.click(".pager button:nth-child(1)");
        browser.until("the first", () -> where().startsWith("1–100 of "));
        choose("'Rows on a page'", "25");
        browser.until("a shorter page", () -> where().startsWith("1–25 of "));
    }

    @Test
    void slashSearchesAndARowKeepsItsFocus() {
        browser.press("/");
        assertThat(browser.js("return document.activeElement.type")).isEqualTo("search");
        browser.find("input[type=search]").sendKeys("rally");
        browser.until("three", () -> browser.texts(NAMES).size() == 3);
        browser.js("document.querySelector('.actors tbody tr').focus()");
        browser.press(Keys.ARROW_DOWN);
        String taken = column(7).get(1);
        browser.until("it was refreshed", () -> !column(7).get(1).equals(taken));
        assertThat(browser.js("return document.activeElement.querySelector('td').textContent")).isEqualTo("rally/ping");
    }
}
