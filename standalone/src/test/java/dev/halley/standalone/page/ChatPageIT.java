package dev.halley.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.standalone.FreePorts;
import dev.halley.standalone.StandaloneNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The chat page in a real browser, against a whole node. */
@Timeout(180)
class ChatPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ROOM = "live://1000";
    private static final Pattern CURL = Pattern.compile("curl -d '(?<payload>.*)' '(?<url>.*)'");

    @TempDir private static Path folder;
    private static StandaloneNode node;
    private static Browser browser;
    private static URI page;

    private ChatTab vera;
    private ChatTab tycho;

    @BeforeAll
    static void start() {
        node = FreePorts.standalone(folder.resolve("data"));
        node.start();
        await().atMost(PATIENCE).until(() -> node.whyNotReady().isEmpty());
        page = URI.create("http://127.0.0.1:" + node.ports().get("logic.rest") + "/");
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        node.close();
    }

    @BeforeEach
    void openTwoTabs() {
        vera = browser.open(page);
        tycho = browser.open(page);
    }

    @AfterEach
    void closeTabs() {
        vera.close();
        tycho.close();
    }

    @Test
    void readsInOneTabWhatWasSentInTheOther() {
        vera.join("Vera", ROOM);
        tycho.join("Tycho", ROOM);
        vera.say("Has it come round?");
        await().atMost(PATIENCE).until(() -> tycho.messages().contains("Has it come round?"));
        assertThat(vera.messages()).containsExactly("Has it come round?");
    }

    @Test
    void keepsTheOrderOfMessages() {
        vera.join("Vera", ROOM);
        tycho.join("Tycho", ROOM);
        for (int i = 0; i < 20; i++) {
            vera.say("line " + i);
        }
        await().atMost(PATIENCE).until(() -> tycho.messages().size() == 20);
        assertThat(tycho.messages()).isEqualTo(vera.messages());
    }

    @Test
    void countsTheMembersOfTheRoom() {
        vera.join("Vera", ROOM);
        await().atMost(PATIENCE).until(() -> vera.text("members").equals("1"));
        tycho.join("Tycho", ROOM);
        await().atMost(PATIENCE).until(() -> tycho.text("members").equals("2"));
        await().atMost(PATIENCE).until(() -> vera.text("members").equals("2"));
    }

    @Test
    void showsMarkupAsText() {
        String markup = "<img src=x onerror=\"window.ran=true\"><b>bold</b>";
        vera.join("<i>Vera</i>", ROOM);
        tycho.join("Tycho", ROOM);
        vera.say(markup);
        await().atMost(PATIENCE).until(() -> tycho.messages().contains(markup));
        vera.push(markup);
        await().atMost(PATIENCE).until(() -> tycho.messages().size() == 2);
        assertThat(tycho.messages().get(1)).isEqualTo(markup);
        assertThat(tycho.run("return document.querySelectorAll('#log img, #log b, #log i').length"))
                .isEqualTo(0L);
        assertThat(tycho.run("return window.ran === undefined")).isEqualTo(true);
    }

    @Test
    void hearsOnlyTheRoomItMovedTo() {
        vera.join("Vera", ROOM);
        tycho.join("Tycho", ROOM);
        tycho.changeRoom("live://2061");
        await().atMost(PATIENCE).until(() -> tycho.text("members").equals("1"));
        vera.say("only here");
        await().atMost(PATIENCE).until(() -> vera.text("orbit-figure").startsWith("Last"));
        tycho.say("only there");
        await().atMost(PATIENCE).until(() -> tycho.text("orbit-figure").startsWith("Last"));
        assertThat(tycho.messages()).containsExactly("only there");
        assertThat(vera.messages()).containsExactly("only here");
    }

    @Test
    void theShownCurlIsThePush() throws IOException, InterruptedException {
        vera.join("Vera", ROOM);
        Matcher curl = CURL.matcher(vera.text("push-curl"));
        assertThat(curl.matches()).isTrue();
        assertThat(curl.group("payload")).isEqualTo("hello");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(curl.group("url")))
                        .POST(HttpRequest.BodyPublishers.ofString(curl.group("payload")))
                        .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        await().atMost(PATIENCE).until(() -> vera.messages().contains("hello"));
    }

    @Test
    void reconnectsWhenTheConnectionBreaks() {
        vera.run(
                """
                const Plain = WebSocket;
                window.opened = [];
                window.WebSocket = class extends Plain {
                    constructor(url) { super(url); window.opened.push(this); }
                };
                """);
        vera.join("Vera", ROOM);
        vera.run("window.opened[0].close()");
        await().atMost(PATIENCE).until(() -> vera.run("return window.opened.length").equals(2L));
        await().atMost(PATIENCE).until(() -> vera.text("state").equals("Connected"));
        vera.say("back again");
        await().atMost(PATIENCE).until(() -> vera.text("orbit-figure").startsWith("Last"));
    }

    @Test
    void staysAwayAfterAKickUntilAsked() throws IOException, InterruptedException {
        vera.join("Vera", ROOM);
        URI session = page.resolve("/v1/sessions/" + vera.key());
        HttpRequest kick = HttpRequest.newBuilder(session).DELETE().build();
        HttpClient.newHttpClient().send(kick, BodyHandlers.discarding());
        await().atMost(PATIENCE).until(() -> vera.text("state").equals("Disconnected"));
        assertThat(vera.text("trouble-text")).isEqualTo("This session was ended by the server.");
        vera.comeBack();
        await().atMost(PATIENCE).until(() -> vera.text("state").equals("Connected"));
    }

    @Test
    void encodesTheGoldenHeader() {
        Object hex =
                vera.runAsync(
                        """
                        const done = arguments[arguments.length - 1];
                        import(new URL('protocol.js', document.baseURI)).then(({encode}) => {
                            const bytes = encode(7, 1, 'x'.repeat(82)).subarray(0, 16);
                            done(Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join(''));
                        });
                        """);
        assertThat(hex).isEqualTo("00000062001000010000000700000001");
    }

    @Test
    void readsABatch() {
        Object operations =
                vera.runAsync(
                        """
                        const done = arguments[arguments.length - 1];
                        import(new URL('protocol.js', document.baseURI)).then(({encode, decode}) => {
                            const inner = [encode(1000, 0, 'a'), encode(1001, 0, '')];
                            const bytes = new Uint8Array(16 + 17 + 16);
                            bytes.set(encode(9, 0));
                            bytes.set([0, 0, 0, bytes.length]);
                            bytes.set(inner[0], 16);
                            bytes.set(inner[1], 33);
                            done(decode(bytes.buffer).map((frame) => frame.operation).join(' '));
                        });
                        """);
        assertThat(operations).isEqualTo("9 1000 1001");
    }
}
