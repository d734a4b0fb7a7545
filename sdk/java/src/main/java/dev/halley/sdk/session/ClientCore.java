package dev.halley.sdk.session;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientException;
import dev.halley.sdk.ClientException.Kind;
import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.ClientStats;
import dev.halley.sdk.dialect.Dialect;
import dev.halley.sdk.dialect.Recovery;
import dev.halley.sdk.dialect.Steering;
import dev.halley.sdk.dialect.Version1;
import dev.halley.sdk.dialect.Version2;
import dev.halley.sdk.dialect.Wishes;
import dev.halley.sdk.listening.ClientCounters;
import dev.halley.sdk.listening.GuardedListener;
import dev.halley.sdk.listening.GuardedStore;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The inside of a client: brings what is asked for on any thread to the client's loop, and bounds
 * it. Any thread may call, and nothing blocks; futures complete on the loop.
 */
public final class ClientCore {

    private final ClientOptions options;
    private final EventLoop loop;
    private final ClientCounters counters = new ClientCounters();
    private final Semaphore inFlight;
    private final Wishes wishes;
    private final SessionKeeper keeper;
    private final Optional<Recovery> recovery;

    /** A client that is not dialled yet; loads its positions. */
    public ClientCore(ClientOptions options, ClientListener listener, EventLoop loop) {
        this.options = requireNonNull(options, "options");
        this.loop = requireNonNull(loop, "loop");
        this.inFlight = new Semaphore(options.limits().maxInFlight());
        this.wishes = new Wishes(options.identity(), options.protocol().version());
        GuardedListener guarded =
                new GuardedListener(requireNonNull(listener, "listener"), counters);
        this.recovery =
                options.protocol().version() == 1
                        ? Optional.empty()
                        : Optional.of(recovery(options, guarded, counters));
        this.keeper =
                new SessionKeeper(new Parts(options, guarded, counters), loop, dialect(guarded));
    }

    /** Dials, when it has not been dialled before; done when it is online for the first time. */
    public CompletableFuture<Void> connect() {
        if (!run(keeper::connect)) {
            keeper.online().completeExceptionally(SessionKeeper.closedException());
        }
        return keeper.online().copy();
    }

    /** Where it stands now. */
    public ClientState state() {
        return keeper.state();
    }

    /** The counters until now. */
    public ClientStats stats() {
        return counters.read();
    }

    /** Done when it is closed and its connection gone. */
    public CompletableFuture<Void> closed() {
        return keeper.closed().copy();
    }

    /** Ends it for good; again does nothing. */
    public void close() {
        run(keeper::close);
    }

    /** What the session asks for at its next connect; on the loop only. */
    public Wishes wishes() {
        return wishes;
    }

    /** How far it came in its streams; on the loop only. Empty in version 1. */
    public Optional<Recovery> recovery() {
        return recovery;
    }

    /** Sends a message upstream; it waits for the session when there is room to. */
    public CompletableFuture<Void> send(int operation, byte[] body) {
        check(body);
        return call(
                reply -> keeper.session().sendUpstream(operation, body, reply),
                reply -> reply.thenAccept(bytes -> {}));
    }

    /**
     * Sends a request; fails at once when the session is not online.
     *
     * @param taken runs on the loop when the reply is there
     */
    public CompletableFuture<Void> request(
            int operation, int replyOperation, byte[] body, Runnable taken) {
        check(body);
        return request(
                operation, replyOperation, () -> body, reply -> reply.thenAccept(b -> taken.run()));
    }

    /**
     * Sends a request whose body is made on the loop, when it goes out.
     *
     * @param then what is made of the reply; it runs on the loop, too
     */
    public <T> CompletableFuture<T> request(
            int operation,
            int replyOperation,
            Supplier<byte[]> body,
            Function<CompletableFuture<byte[]>, CompletableFuture<T>> then) {
        return call(
                reply -> keeper.session().request(operation, replyOperation, body, reply), then);
    }

    /** What comes of the reply is attached before anything is sent, so that it runs on the loop. */
    private <T> CompletableFuture<T> call(
            Consumer<CompletableFuture<byte[]>> step,
            Function<CompletableFuture<byte[]>, CompletableFuture<T>> then) {
        if (!inFlight.tryAcquire()) {
            counters.refusedRequests.increment();
            return CompletableFuture.failedFuture(
                    new ClientException(
                            Kind.TOO_MANY_IN_FLIGHT,
                            options.limits().maxInFlight() + " requests wait for their reply"));
        }
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        CompletableFuture<T> result =
                then.apply(reply.whenComplete((bytes, failure) -> inFlight.release()));
        if (!run(() -> step.accept(reply))) {
            reply.completeExceptionally(SessionKeeper.closedException());
        }
        return result;
    }

    private void check(byte[] body) {
        int most = options.limits().maxBodyBytes();
        if (body.length > most) {
            throw new IllegalArgumentException(
                    "body: " + body.length + " bytes (expected: <= " + most + ")");
        }
    }

    /** Hands a step to the loop, never inline, so that no listener sees a step half done. */
    private boolean run(Runnable step) {
        try {
            loop.execute(step);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static Recovery recovery(
            ClientOptions options, ClientListener listener, ClientCounters counters) {
        return new Recovery(
                new GuardedStore(options.protocol().positions(), counters), listener, counters);
    }

    private Function<Steering, Dialect> dialect(ClientListener listener) {
        return recovery.<Function<Steering, Dialect>>map(
                        streams -> steering -> new Version2(wishes, listener, streams, steering))
                .orElse(steering -> new Version1(wishes, listener, steering));
    }
}
