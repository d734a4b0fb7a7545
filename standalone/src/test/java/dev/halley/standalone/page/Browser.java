package dev.halley.standalone.page;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium with tabs. Fails, and says what to install, where there is none. */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;

    /** Starts it, with a profile of its own in this folder. */
    Browser(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium", "chromium-browser", "google-chrome"));
        // Without the background switches Chromium asks its vendor for all kinds of things.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1360,900",
                "--user-data-dir=" + profile);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(onPath("chromedriver"))
                        .usingAnyFreePort()
                        .build();
        driver = new ChromeDriver(service, options);
    }

    /** Opens the chat page in a new tab. */
    ChatTab open(URI address) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(address.toString());
        return new ChatTab(driver, driver.getWindowHandle());
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static File onPath(String... names) {
        List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toFile)
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "PATH: no "
                                                + names[0]
                                                + " (expected: Debian's packages chromium and"
                                                + " chromium-driver, or the like)"));
    }
}
