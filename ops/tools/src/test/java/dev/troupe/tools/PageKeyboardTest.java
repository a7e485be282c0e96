package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/// All of the page can be reached and used without a mouse.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageKeyboardTest {
    private static final String NAME = "return document.activeElement.querySelector('td').textContent";

    private final Browser browser;
    private final Stand stand;

    PageKeyboardTest(Browser browser, Stand stand) {
        this.browser = browser;
        this.stand = stand;
    }

    private String focused() {
        return String.valueOf(browser.js("const e = document.activeElement;"
                + "return (e.id || e.getAttribute('aria-label') || e.textContent).replaceAll('\\u00a0', ' ')"));
    }

    private void focus(String what) {
        browser.until("the focus is on " + what, () -> focused().equals(what));
        assertThat(browser.js("return document.activeElement.matches(':focus-visible')"
                + " && (getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                + " || document.activeElement.id === 'content' || document.activeElement.matches('.node'))"))
                .as("the focus is seen on " + what).isEqualTo(true);
    }

    @Test
    void aTour() {
        browser.open(stand.uri(), "#overview");
        browser.press(Keys.TAB);
        focus("Skip to the content");
        browser.press(Keys.TAB);
        focus("pause");
        browser.press(Keys.TAB);
        focus("theme");
        browser.press(Keys.ENTER);
        assertThat(browser.attribute("html", "data-theme")).isEqualTo("dark");
        browser.press(Keys.TAB);
        focus("tab-overview");
        browser.press(Keys.ARROW_RIGHT);
        focus("tab-actors");
        browser.until("the actors", () -> browser.texts(".actors td.name").size() == 100);
        assertThat(browser.attribute("#tab-actors", "aria-selected")).isEqualTo("true");

        browser.press(Keys.TAB);
        focus("Search names and groups");
        browser.press("rally");
        browser.until("three rows", () -> browser.texts(".actors td.name").size() == 3);
        browser.press(Keys.TAB, Keys.TAB, Keys.TAB);
        focus("Actor");
        browser.press(Keys.SPACE);
        browser.until("turned round", () -> browser.texts(".actors td.name").getFirst().equals("rally/ping/pong"));
        focus("Actor");
        for (int sortable = 0; sortable < 7; sortable++) browser.press(Keys.TAB);
        focus("Restarts");
        browser.press(Keys.TAB);
        browser.until("a row", () -> focused().startsWith("rally/ping/pong"));
        browser.press(Keys.ARROW_DOWN);
        browser.until("the next", () -> focused().startsWith("rally/pingRally"));
        browser.press(Keys.ENTER);
        browser.until("it is open", () -> browser.text("h2.path").equals("rally/ping"));

        browser.js("document.getElementById('tab-actors').focus()");
        browser.press(Keys.END);
        focus("tab-warnings");
        browser.press(Keys.HOME, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        focus("tab-waits");
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        focus("tab-failures");
        browser.until("a failure", () -> browser.shows(".failure"));
        browser.press(Keys.TAB);
        browser.until("a failure's head", () -> focused().contains("IllegalStateException"));
        browser.press(Keys.ENTER);
        browser.until("its stack", () -> browser.shows(".failure pre"));
    }

    @Test
    void theTreeIsWalkedByArrows() {
        browser.open(stand.uri(), "#tree");
        browser.until("the tree", () -> browser.texts(".node .name").contains("rally"));
        browser.js("document.querySelector('.node').focus()");
        browser.press(Keys.END);
        browser.until("the last", () -> focused().startsWith("users "));
        assertThat(browser.js("return document.activeElement.getAttribute('aria-expanded')")).isEqualTo("false");
        browser.press(Keys.ARROW_RIGHT);
        browser.until("unfolded", () -> browser.texts(".node .name").size() > 200);
        browser.press(Keys.ARROW_DOWN);
        browser.until("a user", () -> focused().startsWith("users/user-"));
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.until("folded", () -> browser.texts(".node .name").size() < 100);
        focus(focused());
        browser.press(Keys.SPACE);
        browser.until("unfolded again", () -> browser.texts(".node .name").size() > 200);
        browser.press(Keys.ENTER);
        browser.until("open", () -> browser.text("h2.path").equals("users"));
    }

    @Test
    void theSkipLinkLeadsToTheContent() {
        browser.open(stand.uri(), "#workers");
        browser.press(Keys.TAB, Keys.ENTER);
        assertThat(browser.js("return document.activeElement.id")).isEqualTo("content");
        assertThat(browser.hash()).isEqualTo("#workers");
    }

    @Test
    void aRowThatMovesKeepsTheFocusAndOneThatGoesGivesItOn() {
        browser.open(stand.uri(), "#pools");
        assertThat(browser
                .module("""
                        const { keyed, el } = await import('/page/dom.js');
                        const list = el('ul');
                        document.body.append(list);
                        const draw = (names) => keyed(list, names, (name) => name, (name) => el('li', { tabindex: 0 }, name), () => {});
                        const focused = () => document.activeElement.textContent;
                        draw(['a', 'b', 'c']);
                        list.lastElementChild.focus();
                        draw(['c', 'a', 'b']);
                        const moved = focused();
                        draw(['a', 'b']);
                        return [moved, focused(), list.textContent].join();"""))
                .isEqualTo("c,a,ab");
    }

    @Test
    void aRefreshLeavesTheFocusWhereItIs() {
        browser.open(stand.uri(), "#actors?order=rate&desc=true");
        browser.until("rows", () -> browser.texts(".actors td.name").size() == 100);
        browser.js("document.querySelector('.actors tbody tr').focus(); window.fetches = performance.now()");
        String row = String.valueOf(browser.js(NAME));
        browser.until("two refreshes", () -> (boolean) browser.js("return performance.now() - fetches > 2200"));
        assertThat(browser.js(NAME)).isEqualTo(row);
    }
}
