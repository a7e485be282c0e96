package dev.troupe.tools;

import dev.troupe.ops.Dashboard;
import dev.troupe.spi.Inspection;
import java.net.URI;

/// The demo system and its dashboard, for all tests in the browser. Any thread may call it.
final class Stand implements AutoCloseable {
    private final DemoSystem demo = DemoSystem.start(true);
    private final Dashboard dashboard = Dashboard.of(demo.system()).port(0).start();

    URI uri() {
        return dashboard.uri();
    }

    DemoSystem demo() {
        return demo;
    }

    Inspection seen() {
        return demo.system().inspect();
    }

    @Override
    public void close() {
        dashboard.close();
        demo.close();
    }
}
