package dev.halley.comet.bootstrap;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.comet.config.StreamsSection;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.history.HistoryMetrics;
import dev.halley.comet.history.HistoryReads;
import dev.halley.comet.query.QueryService;
import dev.halley.comet.rpc.DeliveryService;
import dev.halley.comet.session.SessionLoop;
import dev.halley.comet.session.all.SessionDrain;
import dev.halley.comet.streams.RecentMessages;
import dev.halley.comet.streams.StreamSources;
import dev.halley.comet.transport.ClientListeners;
import dev.halley.comet.transport.EventLoops;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import io.grpc.BindableService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of the connection tier.
 *
 * <p>Start: event loops, gRPC, registration; when the jobs that discovery shows are attached, which
 * is waited for in the background, clients are let in. Drain: out of discovery, ports closed,
 * sessions ended one after the other, logic told of them, then everything else.
 */
public final class CometNode implements Node {
    private static final Duration UNREGISTER_LIMIT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(CometNode.class);

    private final CometNodeConfig config;
    private final NodeContext context;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable CometParts parts;
    private @Nullable ClientListeners listeners;
    private @Nullable ClientDoor door;
    private volatile Map<String, Integer> ports = Map.of();

    /** A comet that is not started yet. */
    public CometNode(CometNodeConfig config, NodeContext context) {
        this.config = requireNonNull(config, "config");
        this.context = requireNonNull(context, "context");
    }

    @Override
    public InstanceId instance() {
        return context.instance();
    }

    @Override
    public void start() {
        try {
            open();
        } catch (RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    private void open() {
        EventLoops loops =
                own(EventLoops.open(config.comet().transport(), config.comet().eventLoops()));
        LogicLink logic = new LogicLink(context);
        ScheduledThreadPoolExecutor scheduler = scheduler();
        Shards shards =
                new Shards(
                        loops.loops(),
                        CometSettings.fanout(config.comet().fanout()),
                        context.registry(),
                        context.clock(),
                        sources(logic, scheduler));
        own(shards);
        own(logic);
        CometParts made = own(new CometParts(config, context, shards, logic, scheduler));
        parts = made;
        DeliveryService deliveries =
                new DeliveryService(
                        shards,
                        CometSettings.delivery(instance(), config.comet().delivery()),
                        made.replay(),
                        context.registry(),
                        context.clock());
        GrpcServer server = serve(deliveries, new QueryService(shards, instance()));
        // Before the server on the way down: streams end in peace.
        own(deliveries);
        made.loops().forEach(SessionLoop::start);
        shards.checkPositions(config.comet().streams().checkInterval());
        made.reports().start(scheduler);
        ClientListeners clients = own(ClientListeners.open(config.comet(), loops, made::loop));
        listeners = clients;
        ports = Map.of("tcp", clients.tcpPort(), "ws", clients.wsPort(), "grpc", server.port());
        register(false);
        letIn(deliveries, clients, scheduler);
    }

    private StreamSources sources(LogicLink logic, ScheduledThreadPoolExecutor scheduler) {
        StreamsSection section = config.comet().streams();
        return new StreamSources(
                new RecentMessages(section.recentBytes()),
                new HistoryReads(
                        logic.historyCalls(config.comet().upstream()),
                        new HistoryMetrics(context.registry()),
                        CometSettings.history(section),
                        scheduler));
    }

    private void letIn(
            DeliveryService deliveries,
            ClientListeners clients,
            ScheduledThreadPoolExecutor scheduler) {
        ClientDoor waiting =
                new ClientDoor(
                        context,
                        deliveries::attachedJobs,
                        config.comet().attachWait(),
                        () -> {
                            clients.accept();
                            register(true);
                        });
        door = own(waiting);
        waiting.start(scheduler);
    }

    private void register(boolean accepting) {
        context.discovery().register(CometSettings.address(config, context, ports, accepting));
    }

    private GrpcServer serve(BindableService... services) {
        GrpcServerOptions options =
                GrpcServerOptions.at(config.comet().grpc().host(), config.comet().grpc().port());
        // No service blocks, so calls run on the threads of gRPC.
        return own(
                GrpcServer.start(
                        options.withName("halley.comet.grpc.port").withExecutor(Runnable::run),
                        List.of(services)));
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    private ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(
                        1,
                        work -> {
                            Thread thread = new Thread(work, "comet-upstream");
                            thread.setDaemon(true);
                            return thread;
                        },
                        new ThreadPoolExecutor.DiscardPolicy());
        opened.push(scheduler::shutdownNow);
        return scheduler;
    }

    @Override
    public void drainAndStop(Duration limit) {
        long endNanos = System.nanoTime() + limit.toNanos();
        if (door != null) {
            // First: a door that opened now would register again.
            door.close();
        }
        context.discovery().deregister();
        if (listeners != null) {
            listeners.close();
        }
        if (parts != null) {
            drain(parts, limit, endNanos);
            parts = null;
        }
        closeAll();
    }

    private void drain(CometParts running, Duration limit, long endNanos) {
        Duration window = CometSettings.drainWindow(config, limit);
        try {
            new SessionDrain(running.loops())
                    .start(window)
                    .get(
                            window.plus(SessionDrain.LONGEST_NOTICE).toMillis() + 1000,
                            TimeUnit.MILLISECONDS);
            await(running::isFlushed, endNanos);
            // Logic may be gone before us; the routes it then keeps name a life that is over.
            long unregistered = System.nanoTime() + UNREGISTER_LIMIT.toNanos();
            await(running::isUnregistered, Math.min(endNanos, unregistered));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn().addKeyValue("reason", e.toString()).log("drain not complete");
        }
    }

    private static void await(BooleanSupplier done, long endNanos) throws InterruptedException {
        while (!done.getAsBoolean() && System.nanoTime() < endNanos) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public Map<String, Integer> ports() {
        return ports;
    }

    private void closeAll() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("close failed");
            }
        }
    }
}
