package dev.halley.standalone.page;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** One tab with the chat page, as somebody in front of it uses it. Every method brings it forward. */
final class ChatTab {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String handle;

    ChatTab(ChromeDriver driver, String handle) {
        this.driver = driver;
        this.handle = handle;
    }

    /** Joins, and returns when the page says that it is connected. */
    void join(String name, String room) {
        type("join-name", name);
        type("join-room", room);
        element("join-name").sendKeys(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> text("state").equals("Connected"));
    }

    /** Changes the room by the bar above the messages. */
    void changeRoom(String room) {
        type("room-input", room);
        element("room-input").sendKeys(Keys.ENTER);
    }

    /** Sends a message by the Enter key. */
    void say(String text) {
        element("composer-text").sendKeys(text, Keys.ENTER);
    }

    /** Pushes what stands in the push form. */
    void push(String payload) {
        type("push-payload", payload);
        driver.findElement(By.cssSelector("#push-form button.primary")).click();
    }

    /** The key of this tab's session, as the push form suggests it. */
    String key() {
        front();
        driver.findElement(By.xpath("//span[text()='Key']")).click();
        return String.valueOf(element("push-to").getDomProperty("value"));
    }

    /** Presses the button of the line that says what is wrong. */
    void comeBack() {
        element("trouble-retry").click();
    }

    /** The texts of all messages and pushes so far, oldest first. */
    List<String> messages() {
        front();
        return driver.findElements(By.className("entry-text")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Visible text of the element with this id. */
    String text(String id) {
        return element(id).getText();
    }

    /** What a script gives back; null for nothing. */
    @Nullable Object run(String script) {
        front();
        return driver.executeScript(script);
    }

    /** What an asynchronous script hands to its callback, its last argument. */
    @Nullable Object runAsync(String script) {
        front();
        return driver.executeAsyncScript(script);
    }

    void close() {
        front();
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
    }

    private void type(String id, String text) {
        WebElement field = element(id);
        field.clear();
        field.sendKeys(text);
    }

    private WebElement element(String id) {
        front();
        return driver.findElement(By.id(id));
    }

    private void front() {
        driver.switchTo().window(handle);
    }
}
