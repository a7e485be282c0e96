package dev.troupe.tools;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real browser without a screen. One thread at a time may call it. What it is told to wait for it waits for, up to a limit.
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int HEIGHT = 900;
    static final int WIDE = 1280;
    static final int NARROW = 390;

    private final ChromeDriver driver;
    private final List<String> expected = new ArrayList<>();

    Browser() {
        // Both are given, so that Selenium looks for neither, and downloads nothing.
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").orElseThrow());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        driver = new ChromeDriver(new ChromeDriverService.Builder().usingAnyFreePort()
                .usingDriverExecutable(program("chromedriver").orElseThrow()).build(), options);
    }

    /// What is missing for there to be one; empty if nothing is.
    static List<String> missing() {
        return Stream.of("chromium", "chromedriver").filter(name -> program(name).isEmpty()).toList();
    }

    private static Optional<File> program(String name) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin").split(File.pathSeparator, -1))
                .map(folder -> new File(folder, name)).filter(File::canExecute).findFirst();
    }

    /// As if it had just been started.
    void renew(URI site) {
        expected.clear();
        String first = driver.getWindowHandles().iterator().next();
        for (String window : driver.getWindowHandles())
            if (!window.equals(first)) driver.switchTo().window(window).close();
        driver.switchTo().window(first);
        driver.get("about:blank");
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin(site), "storageTypes", "all"));
        look(WIDE, false);
        driver.manage().logs().get(LogType.BROWSER);
    }

    private static String origin(URI site) {
        return site.getScheme() + "://" + site.getAuthority();
    }

    /// How wide the page is, and whether dark is wished for.
    void look(int width, boolean dark) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /// Nothing is to move.
    void still() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /// Opens the page at a place, and waits until it is live.
    void open(URI site, String hash) {
        driver.get("about:blank"); // else another hash alone would not load it anew
        driver.get(site + hash);
        untilLive();
    }

    void untilLive() {
        until("the page is live", () -> connection().equals("live"));
    }

    String connection() {
        return String.valueOf(js("return document.documentElement.dataset.connection"));
    }

    /// Goes to another place, as a link would.
    void go(String hash) {
        js("location.hash = arguments[0]", hash);
    }

    String hash() {
        return String.valueOf(js("return decodeURIComponent(location.hash.replaceAll('+', ' '))"));
    }

    void reload() {
        driver.navigate().refresh();
    }

    @Nullable Object js(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// Runs a script in which `await` may be used, and gives what it returns.
    @Nullable Object module(String script) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "(async () => {" + script + "})().then(done, (failure) => done('failed: ' + failure))");
    }

    /// The texts of what is visible.
    @SuppressWarnings("unchecked")
    List<String> texts(String css) {
        Object found = js("return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility())"
                + ".map((e) => e.textContent.replaceAll('\\u00a0', ' '))", css);
        return (List<String>) Objects.requireNonNull(found);
    }

    /// The text of the first of them; empty if nothing is visible.
    String text(String css) {
        List<String> texts = texts(css);
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /// Whether something is visible.
    boolean shows(String css) {
        return !texts(css).isEmpty();
    }

    String attribute(String css, String name) {
        return String.valueOf(js("return document.querySelector(arguments[0])?.getAttribute(arguments[1])", css, name));
    }

    WebElement find(String css) {
        until("there is " + css, () -> shows(css));
        return driver.findElement(By.cssSelector(css));
    }

    void click(String css) {
        find(css).click();
    }

    void press(CharSequence... keys) {
        for (CharSequence key : keys) new Actions(driver).sendKeys(key).perform();
    }

    void back(int times) {
        for (int i = 0; i < times; i++)
            new Actions(driver).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
    }

    /// Waits until something holds.
    void until(String what, BooleanSupplier holds) {
        new WebDriverWait(driver, PATIENCE, POLL)
                .ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
                .withMessage(() -> what + "; " + hash() + " shows: " + js("return document.body.innerText"))
                .until(_ -> holds.getAsBoolean());
    }

    /// Runs a script in each page before the page's own.
    void before(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /// Puts another tab in front, and this page back there.
    void hide() {
        String own = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB).close();
        driver.switchTo().window(own);
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// This test makes the browser complain of this.
    void expect(String complaint) {
        expected.add(complaint);
    }

    /// What the browser has complained of since it was last asked: scripts that failed, what the security policy forbids, files
    /// that are not there.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()).map(LogEntry::getMessage)
                .filter(message -> expected.stream().noneMatch(message::contains)).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
