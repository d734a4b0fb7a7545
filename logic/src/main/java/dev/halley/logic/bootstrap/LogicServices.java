package dev.halley.logic.bootstrap;

import dev.halley.logic.auth.OpenAuthenticator;
import dev.halley.logic.comets.DiscoveredComets;
import dev.halley.logic.config.LogicConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.config.PushConfig;
import dev.halley.logic.config.SessionsConfig;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.push.LogCloseService;
import dev.halley.logic.push.LogPushService;
import dev.halley.logic.push.Partitions;
import dev.halley.logic.push.PushLimits;
import dev.halley.logic.push.PushLog;
import dev.halley.logic.push.PushMetrics;
import dev.halley.logic.push.PushService;
import dev.halley.logic.registry.OnlineStore;
import dev.halley.logic.registry.RedisOnlineStore;
import dev.halley.logic.registry.RedisSessionRegistry;
import dev.halley.logic.registry.RegistrySettings;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.rpc.PushApiService;
import dev.halley.logic.rpc.SessionParts;
import dev.halley.logic.rpc.SessionsService;
import dev.halley.logic.rpc.UpstreamService;
import dev.halley.runtime.lifecycle.NodeContext;
import io.grpc.BindableService;
import java.util.List;
import java.util.UUID;

/**
 * What a logic does, whoever asks for it.
 *
 * @param pushes accepts pushes
 * @param closes ends sessions
 * @param sessions who is connected
 * @param online counts over all comets
 * @param comets questions to comets
 */
record LogicServices(
        PushService pushes,
        CloseService closes,
        SessionRegistry sessions,
        OnlineStore online,
        DiscoveredComets comets) {
    private static final int LIFETIME_RENEWALS = 3;

    static LogicServices of(LogicNodeConfig config, NodeContext context, Backends backends) {
        SessionsConfig sessionsConfig = config.logic().sessions();
        RegistrySettings settings =
                new RegistrySettings(
                        sessionsConfig.renewalInterval().multipliedBy(LIFETIME_RENEWALS),
                        sessionsConfig.lastSeenRetention(),
                        sessionsConfig.roomReportLifetime(),
                        sessionsConfig.countsAge());
        var sessions = new RedisSessionRegistry(backends.redis(), settings, context.clock());
        PushLog log =
                new PushLog(
                        backends.pushLog(),
                        new Partitions(
                                config.kafka().pushPartitions(), config.kafka().allPartitions()),
                        backends.ids());
        PushLimits limits = limits(config.app(), config.logic().push());
        PushMetrics metrics = new PushMetrics(context.registry());
        return new LogicServices(
                new LogPushService(log, limits, metrics, context.clock()),
                new LogCloseService(log, sessions, limits, metrics, context.clock()),
                sessions,
                new RedisOnlineStore(backends.redis(), settings),
                new DiscoveredComets(
                        context.discovery(), sessionsConfig.cometDeadline(), context.registry()));
    }

    private static PushLimits limits(String app, PushConfig push) {
        return new PushLimits(
                app,
                push.maxPayloadBytes(),
                push.maxTargets(),
                push.maxRooms(),
                push.maxNameLength());
    }

    /** What is served over gRPC. */
    List<BindableService> grpc(LogicNodeConfig config, NodeContext context, Backends backends) {
        LogicConfig logic = config.logic();
        var authenticator =
                new OpenAuthenticator(
                        logic.sessions().maxTokenBytes(),
                        logic.push().maxNameLength(),
                        () -> UUID.randomUUID().toString());
        var upstream = new UpstreamService(backends.upstreamLog());
        var parts = new SessionParts(authenticator, sessions, online, comets, upstream);
        return List.of(
                new SessionsService(parts, context.registry()),
                new PushApiService(pushes, config.app()));
    }
}
