package dev.halley.sdk.session;

import dev.halley.sdk.ClientException;
import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.Disconnect;
import dev.halley.sdk.dialect.Dialect;
import dev.halley.sdk.dialect.Steering;
import dev.halley.sdk.link.Frame;
import dev.halley.sdk.link.Link;
import dev.halley.sdk.link.LinkEnd;
import dev.halley.sdk.listening.ClientCounters;
import dev.halley.wire.CloseReason;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session alive: the machine of {@link ClientState}. Here is when to connect and when to
 * give up; {@link Attempt} is a connection that comes to be, {@link LiveSession} one that is
 * authenticated. On the client's loop, but for what says that any thread may call it.
 */
final class SessionKeeper implements Attempt.Watcher, LiveSession.Owner {

    private final ClientOptions options;
    private final ClientListener listener;
    private final ClientCounters counters;
    private final EventLoop loop;
    private final Dialer dialer;
    private final LiveSession session;
    private final CompletableFuture<Void> online = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile ClientState state = ClientState.IDLE;
    private @Nullable Attempt attempt;
    private @Nullable Future<?> wait;
    private boolean tokenRefused;
    private int failures;
    private long onlineSinceNanos;

    /** A session that is not dialled yet. */
    SessionKeeper(Parts parts, EventLoop loop, Function<Steering, Dialect> dialect) {
        this.options = parts.options();
        this.listener = parts.listener();
        this.counters = parts.counters();
        this.loop = loop;
        this.dialer = new Dialer(options, loop);
        this.session = new LiveSession(parts, loop, this, dialect);
    }

    /** What goes over its connections. */
    LiveSession session() {
        return session;
    }

    /** Where it stands now. Any thread. */
    @Override
    public ClientState state() {
        return state;
    }

    /** Completes when the session is online for the first time; fails when it is closed before. */
    CompletableFuture<Void> online() {
        return online;
    }

    /** Completes when the client is closed and its connection gone. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Dials, when it has not been dialled before. */
    void connect() {
        if (state == ClientState.IDLE) {
            dial();
        }
    }

    /** Ends it for good; again does nothing. */
    void close() {
        if (state != ClientState.CLOSED) {
            if (attempt != null) {
                attempt.close();
            }
            session.lost(closedException());
            finish();
        }
    }

    @Override
    public void breakOff(LinkEnd end) {
        if (attempt != null) {
            attempt.end(end);
        }
    }

    @Override
    public void moveTo(Duration delay, List<String> nodes) {
        dialer.hint(nodes);
        Attempt present = attempt;
        if (present != null) {
            var unused =
                    loop.schedule(
                            () -> present.end(LinkEnd.moving()),
                            delay.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    static ClientException closedException() {
        return new ClientException(Kind.CLOSED, "the client is closed");
    }

    private void dial() {
        become(ClientState.CONNECTING);
        attempt = new Attempt(loop, options.timing(), this);
        attempt.start(dialer, tokenRefused);
    }

    @Override
    public void up(Link link, String token) {
        become(ClientState.AUTHENTICATING);
        session.authenticate(link, token);
    }

    @Override
    public void frame(Frame frame) {
        if (state == ClientState.ONLINE) {
            session.frame(frame);
            return;
        }
        session.welcome(frame).ifPresent(this::goOnline);
    }

    private void goOnline(byte[] reply) {
        onlineSinceNanos = System.nanoTime();
        tokenRefused = false;
        dialer.worked();
        if (attempt != null) {
            attempt.welcomed();
        }
        become(ClientState.ONLINE);
        session.start(reply);
        online.complete(null);
    }

    @Override
    public void over(LinkEnd end) {
        boolean wasOnline = state == ClientState.ONLINE;
        dialer.failed();
        session.lost(new ClientException(Kind.CONNECTION_LOST, end.detail()));
        (wasOnline ? counters.disconnects : counters.failedAttempts).increment();
        failures = wasOnline && (end.moves() || wasStable()) ? 0 : failures + 1;
        boolean again =
                (end.reconnect() || mayTryAnotherToken(end))
                        && failures < options.backoff().maxAttempts();
        Duration delay = again ? delay(end) : Duration.ZERO;
        listener.onDisconnect(new Disconnect(end.reason(), end.detail(), again, delay));
        if (again) {
            become(ClientState.WAITING);
            wait = loop.schedule(this::dial, delay.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            finish();
        }
    }

    private Duration delay(LinkEnd end) {
        if (end.moves()) {
            return Duration.ZERO;
        }
        Duration backoff = options.backoff().delay(failures, ThreadLocalRandom.current());
        return backoff.compareTo(end.delay()) < 0 ? end.delay() : backoff;
    }

    private boolean mayTryAnotherToken(LinkEnd end) {
        boolean refused = end.reason().filter(CloseReason.AUTH_FAILED::equals).isPresent();
        boolean first = refused && !tokenRefused && options.protocol().tokens().isPresent();
        tokenRefused |= first;
        return first;
    }

    private boolean wasStable() {
        return System.nanoTime() - onlineSinceNanos >= options.timing().stable().toNanos();
    }

    private void finish() {
        if (wait != null) {
            wait.cancel(false);
        }
        become(ClientState.CLOSED);
        session.closed();
        online.completeExceptionally(closedException());
        if (attempt == null) {
            closed.complete(null);
        } else {
            attempt.whenGone(() -> closed.complete(null));
        }
    }

    private void become(ClientState next) {
        ClientState from = state;
        if (!from.canBecome(next)) {
            throw new IllegalStateException(from + " -> " + next);
        }
        state = next;
        listener.onState(from, next);
    }
}
