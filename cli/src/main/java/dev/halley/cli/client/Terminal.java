package dev.halley.cli.client;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.Disconnect;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows a session: messages on one stream, what happens to the connection on another. */
final class Terminal implements ClientListener {
    private static final int SEND_MESSAGE = 4;
    private static final String ROOM = "/room ";

    private final PrintStream out;
    private final PrintStream status;
    private final int count;
    private final AtomicInteger received = new AtomicInteger();
    private final CompletableFuture<Void> enough = new CompletableFuture<>();

    /** Ends after {@code count} messages, 0 for never. */
    Terminal(PrintStream out, PrintStream status, int count) {
        this.out = out;
        this.status = status;
        this.count = count;
    }

    @Override
    public void onMessage(Message message) {
        out.println(message.operation() + " " + message.text());
        if (received.incrementAndGet() == count) {
            enough.complete(null);
        }
    }

    @Override
    public void onState(ClientState from, ClientState to) {
        if (to == ClientState.ONLINE) {
            status.println("connected");
        }
    }

    @Override
    public void onDisconnect(Disconnect disconnect) {
        String next =
                disconnect.willReconnect()
                        ? "; again in " + disconnect.delay().toMillis() + " ms"
                        : "";
        status.println("disconnected: " + disconnect.detail() + next);
    }

    /** Sends lines from a thread of its own, which ends with the input or the process. */
    void readLines(InputStream in, HalleyClient client) {
        Thread thread = new Thread(() -> sendLines(in, client), "input");
        thread.setDaemon(true);
        thread.start();
    }

    /** Blocks until enough was received, or the client gave up: exit code 0 or 1. */
    int await(CompletableFuture<Void> closed) {
        CompletableFuture.anyOf(enough, closed).join();
        return enough.isDone() ? 0 : 1;
    }

    private void sendLines(InputStream in, HalleyClient client) {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    send(line, client);
                }
            }
        } catch (IOException e) {
            status.println("input: " + e.getMessage());
        }
    }

    private void send(String line, HalleyClient client) {
        CompletableFuture<Void> sent =
                line.startsWith(ROOM)
                        ? client.changeRoom(line.substring(ROOM.length()).trim())
                        : client.send(SEND_MESSAGE, line.getBytes(StandardCharsets.UTF_8));
        var unused =
                sent.exceptionally(
                        failure -> {
                            status.println("not sent: " + failure.getMessage());
                            return null;
                        });
    }
}
