package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [Browser] and the one [Stand] of the whole run. After each test the browser must have nothing to complain
/// of. Where there is no browser the tests are skipped, but not where `CI` is `true`: there it must be.
final class InBrowser implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {
    static final Path SCREENSHOTS = Path.of("../target/screenshots");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = Browser.missing();
        if (missing.isEmpty()) return ConditionEvaluationResult.enabled("the browser is there");
        String rule = "browser and driver must be on the PATH: missing=" + missing;
        if ("true".equals(System.getenv("CI"))) throw new IllegalStateException(rule);
        return ConditionEvaluationResult.disabled(rule);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(InBrowser.class));
    }

    private static Browser browser(ExtensionContext context) {
        return store(context).computeIfAbsent(Browser.class, _ -> new Browser(), Browser.class);
    }

    private static Stand stand(ExtensionContext context) {
        return store(context).computeIfAbsent(Stand.class, _ -> new Stand(), Stand.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class || parameter.getParameter().getType() == Stand.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class ? browser(context) : stand(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser(context).renew(stand(context).uri());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent())
            browser(context)
                    .screenshot(SCREENSHOTS.resolve("failed-" + context.getRequiredTestMethod().getName() + ".png"));
        assertThat(browser(context).complaints()).as("what the browser complains of").isEmpty();
    }
}
