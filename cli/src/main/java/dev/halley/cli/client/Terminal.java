package dev.halley.cli.client;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.Disconnect;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Message;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Shows a session: messages on one stream, what happens to the connection on another. */
final class Terminal implements ClientListener {
    private static final int SEND_MESSAGE = 4;
    private static final String ROOM = "/room";
    private static final long MS_PER_S = 1000;

    /**
     * When a client that was never online gives up.
     *
     * @param where the address, for messages
     * @param attempts after so many
     */
    record Patience(String where, int attempts) {}

    private final PrintStream out;
    private final PrintStream status;
    private final Patience patience;
    private final int count;
    private final AtomicInteger received = new AtomicInteger();
    private final CompletableFuture<Void> enough = new CompletableFuture<>();
    private final CompletableFuture<Void> refused = new CompletableFuture<>();
    private boolean wasOnline;
    private int failedAttempts;

    /**
     * Ends after {@code count} messages, 0 for never, or when nobody is there.
     *
     * @param patience when that is clear
     */
    Terminal(PrintStream out, PrintStream status, Patience patience, int count) {
        this.out = out;
        this.status = status;
        this.patience = patience;
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
            wasOnline = true;
            status.println("connected");
        }
    }

    @Override
    public void onDisconnect(Disconnect disconnect) {
        if (!wasOnline) {
            status.println("halley connect: " + patience.where() + ": " + disconnect.detail());
            failedAttempts++;
            if (failedAttempts == patience.attempts() || !disconnect.willReconnect()) {
                refused.complete(null);
            }
            return;
        }
        long seconds = (disconnect.delay().toMillis() + MS_PER_S - 1) / MS_PER_S;
        String next = disconnect.willReconnect() ? " (again in " + seconds + " s)" : "";
        status.println("disconnected: " + disconnect.detail() + next);
    }

    @Override
    public void onRecovered(StreamAnswer stream) {
        status.println("recovered: " + stream.stream() + ", up to " + stream.offset());
    }

    @Override
    public void onNotRecovered(StreamAnswer stream) {
        status.println("not recovered: " + stream.stream() + ", goes on from " + stream.offset());
    }

    @Override
    public void onGap(Gap gap) {
        status.println(
                gap.to() < gap.from()
                        ? "perhaps missing: " + gap.stream() + ", which goes on from " + gap.to()
                        : "missing: " + gap.stream() + ", " + gap.from() + " to " + gap.to());
    }

    @Override
    public void onRoom(RoomAnswer room) {
        status.println(
                room.joined()
                        ? "joined: " + room.room()
                        : "not in: " + room.room() + ", " + room.reason());
    }

    @Override
    public void onError(ServerError error) {
        status.println("error: " + error.code() + ", " + error.message());
    }

    /** Sends lines from a thread of its own, which ends with the input or the process. */
    void readLines(InputStream in, HalleyClient client) {
        Thread thread = new Thread(() -> sendLines(in, client), "input");
        thread.setDaemon(true);
        thread.start();
    }

    /** Blocks until enough was received, or there is no connection to be had: 0 or 1. */
    int await(CompletableFuture<Void> closed) {
        CompletableFuture.anyOf(enough, refused, closed).join();
        return enough.isDone() ? 0 : 1;
    }

    private void sendLines(InputStream in, HalleyClient client) {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    trySend(line, client);
                }
            }
        } catch (IOException e) {
            status.println("input: " + e.getMessage());
        }
    }

    private void trySend(String line, HalleyClient client) {
        try {
            send(line, client);
        } catch (IllegalArgumentException e) {
            status.println(e.getMessage());
        }
    }

    private void send(String line, HalleyClient client) {
        CompletableFuture<Void> sent =
                line.equals(ROOM) || line.startsWith(ROOM + " ")
                        ? client.changeRoom(Usage.room(line.substring(ROOM.length()).trim()))
                        : client.send(SEND_MESSAGE, line.getBytes(StandardCharsets.UTF_8));
        var unused =
                sent.exceptionally(
                        failure -> {
                            status.println("not sent: " + plain(failure));
                            return null;
                        });
    }

    private static @Nullable String plain(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause().getMessage()
                : failure.getMessage();
    }
}
