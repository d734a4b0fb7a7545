package dev.halley.logic.bootstrap;

import dev.halley.logic.comets.DiscoveredComets;
import dev.halley.logic.config.EventKinds;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.config.SessionsConfig;
import dev.halley.logic.events.LogEvents;
import dev.halley.logic.events.SessionEvents;
import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.online.RedisOnlineStore;
import dev.halley.logic.presence.CometPresence;
import dev.halley.logic.presence.PresenceTimes;
import dev.halley.logic.registry.RedisSessionRegistry;
import dev.halley.logic.registry.RegistrySettings;
import dev.halley.logic.registry.SessionIndex;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.sweep.SweepParts;
import dev.halley.logic.sweep.Sweeper;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.rpc.GrpcChannels;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Who is connected, on which comets, and which of these still live.
 *
 * @param comets questions to comets
 * @param presence which comets live
 * @param sessions who is connected
 * @param online what comets report of their rooms
 * @param events who is told of sessions that come and go
 * @param ticker what is done regularly
 */
record RegistryParts(
        DiscoveredComets comets,
        CometPresence presence,
        SessionRegistry sessions,
        OnlineStore online,
        SessionEvents events,
        Ticker ticker)
        implements AutoCloseable {
    private static final int LIFETIME_RENEWALS = 3;
    private static final Duration INDEX_LIFETIME = Duration.ofMinutes(10);
    private static final Duration SWEEP_MARGIN = Duration.ofSeconds(2);

    static RegistryParts of(LogicNodeConfig config, NodeContext context, Backends backends) {
        SessionsConfig sessions = config.logic().sessions();
        RegistrySettings settings =
                new RegistrySettings(
                        sessions.renewalInterval().multipliedBy(LIFETIME_RENEWALS),
                        sessions.lastSeenRetention(),
                        sessions.roomReportLifetime(),
                        sessions.countsAge());
        var comets =
                new DiscoveredComets(
                        new GrpcChannels(context.discovery()),
                        sessions.cometDeadline(),
                        context.registry());
        var presence =
                new CometPresence(
                        context.discovery(),
                        comets,
                        new PresenceTimes(sessions.goneAfter(), sessions.roomReportLifetime()),
                        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        var index = new SessionIndex(backends.redis(), indexLifetime(settings));
        var registry =
                new RedisSessionRegistry(
                        backends.redis(), settings, index, presence, context.clock());
        var online = new RedisOnlineStore(backends.redis(), settings, presence);
        SessionEvents events = events(config, context, backends);
        var parts =
                new SweepParts(
                        config.app(),
                        presence,
                        index,
                        new SweepParts.Stores(registry, online),
                        new LostSessions(config.app(), events));
        var sweeper =
                new Sweeper(
                        parts,
                        backends.redis(),
                        context.instance().toString(),
                        settings.countsAge().plus(SWEEP_MARGIN),
                        context.registry());
        return new RegistryParts(
                comets,
                presence,
                registry,
                online,
                events,
                new Ticker(
                        "halley-logic-registry", (now, second) -> tick(presence, sweeper, second)));
    }

    // Sessions of a comet that nobody could tell was gone are still told of when somebody can.
    private static Duration indexLifetime(RegistrySettings settings) {
        Duration twice = settings.routeLifetime().multipliedBy(2);
        return twice.compareTo(INDEX_LIFETIME) > 0 ? twice : INDEX_LIFETIME;
    }

    private static SessionEvents events(
            LogicNodeConfig config, NodeContext context, Backends backends) {
        EventKinds kinds = config.logic().events().kinds();
        return backends.kafka()
                .events()
                .<SessionEvents>map(
                        log -> new LogEvents(log, kinds, context.clock(), context.registry()))
                .orElseGet(() -> SessionEvents.none(context.registry()));
    }

    private static void tick(CometPresence presence, Sweeper sweeper, boolean everySecond) {
        if (everySecond) {
            presence.ask();
        }
        sweeper.tick(everySecond);
    }

    /** Looks after what dead comets left from now on. */
    void start() {
        ticker.start();
    }

    /** Follows discovery no more. */
    @Override
    public void close() {
        ticker.close();
        presence.close();
        comets.close();
    }
}
