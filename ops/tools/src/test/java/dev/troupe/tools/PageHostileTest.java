package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.Scheduler;
import dev.troupe.ops.Dashboard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What actors are called, and what they say when they crash, is text and nothing else, in every view.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@ExtendWith(InBrowser.class)
class PageHostileTest {
    /// The slash is between a parent and its child.
    private static final String PARENT = "<script>alert(1)<";
    private static final String CHILD = "script><img src=x onerror=\"alert(2)\">'&quot;";
    private static final String EVIL = PARENT + "/" + CHILD;

    private final Browser browser;

    PageHostileTest(Browser browser) {
        this.browser = browser;
    }

    private static ActorSystem system() {
        ActorSystem system = ActorSystem.builder().name(EVIL).scheduler(Scheduler.parallel(2)).build();
        var _ = system.onFailure(_ -> {});
        var _ = system.onDeadLetter(_ -> {});
        system.spawn(PARENT, Object.class, self -> {
            self.spawn(CHILD, Props.of(Integer.class, child -> {
                while (true) if (child.receive() < 0) throw new IllegalStateException(EVIL);
            }).group(EVIL).restart(RestartPolicy.unlimited()));
            while (true) self.receive();
        });
        await().until(() -> system.find(EVIL, Integer.class).isPresent());
        system.tell(EVIL, -1);
        await().until(() -> system.inspect().totals().restarts() == 1);
        system.spawn("asker", Object.class, self -> self.<Integer>ask(EVIL, _ -> 1, Duration.ofHours(1)));
        system.spawn("watcher", String.class, self -> {
            self.watch(system.find(EVIL, Integer.class).orElseThrow(), Object::toString);
            while (true) self.receive();
        });
        return system;
    }

    private void harmless(String hash, String css) {
        browser.go(hash);
        browser.until("the name in " + css, () -> browser.texts(css).stream().anyMatch(text -> text.contains(EVIL)));
        assertThat(browser
                .js("return document.querySelectorAll('main script, main img, body > script, body > img').length"))
                .as(hash).isEqualTo(0L);
    }

    @Test
    void aHostileNameIsHarmlessInEveryView() {
        try (ActorSystem system = system(); Dashboard dashboard = Dashboard.of(system).port(0).start()) {
            browser.open(dashboard.uri(), "#overview");
            system.tell(EVIL + "?", 1);
            harmless("#overview", "td.name");
            assertThat(browser.text("#system")).isEqualTo(EVIL);
            harmless("#actors", "td.name");
            harmless("#actors?group=" + URLEncoder.encode(EVIL, StandardCharsets.UTF_8), "td.type");
            browser.click(".actors tbody tr");
            browser.until("the actor", () -> browser.text("h2.path").equals(EVIL));
            browser.click(".tracer button");
            browser.until("a trace", () -> {
                system.tell(EVIL, 2); // the trace begins soon after the click
                return browser.shows(".trace tbody tr");
            });
            harmless("#actor?path=watcher", ".ties");
            harmless("#tree", ".node");
            harmless("#failures", ".failure .text");
            browser.click(".failure summary");
            harmless("#failures", ".failure pre");
            harmless("#letters", "td.name");
            harmless("#waits", ".waits td");
            harmless("#workers", "#system");
            harmless("#pools", "#system");
            harmless("#warnings", "#system");
        }
    }

    @Test
    void warningsAndCirclesAreTextToo() {
        try (ActorSystem system = system(); Dashboard dashboard = Dashboard.of(system).port(0).start()) {
            browser.open(dashboard.uri(), "#pools");
            browser.js("window.evil = arguments[0]", EVIL);
            browser.module(
                    """
                            const { warnings } = await import('/page/warnings.js');
                            const view = warnings();
                            document.querySelector('main').append(view.element);
                            view.tick({ nowMillis: 90000, warnings: [
                              { kind: 'long turn', severity: 'warn', text: evil, actor: evil, worker: null, sinceMillis: 30000 },
                              { kind: 'blocked carrier', severity: 'alarm', text: evil, actor: null, worker: evil, sinceMillis: 1000 }] });
                            const fetched = window.fetch;
                            window.fetch = async (address, more) => address.startsWith('/api/v1/waits')
                              ? new Response(JSON.stringify({ rows: [{ waiter: evil, what: 'asks ' + evil, target: 'b' }, { waiter: 'b', what: evil, target: evil }], cycles: [[evil, 'b']] }))
                              : fetched(address, more);""");
            browser.until("both", () -> browser.texts(".warnings li").size() == 2);
            assertThat(browser.texts(".warnings .severity")).containsExactly("Alarm", "Warning");
            assertThat(browser.texts(".warnings .since")).containsExactly("for 89 s", "for 60 s");
            assertThat(browser.texts(".warnings .says")).containsOnly(EVIL);
            browser.go("#waits");
            browser.until("the circle",
                    () -> browser.text(".cycles li").equals("A circle: " + EVIL + " → b → " + EVIL));
            assertThat(browser.texts(".waits td:last-child")).containsExactly("circle 1", "circle 1");
            assertThat(browser.js("return document.querySelectorAll('main script, main img').length")).isEqualTo(0L);
        }
    }
}
