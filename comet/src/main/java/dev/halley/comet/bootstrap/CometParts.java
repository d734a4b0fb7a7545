package dev.halley.comet.bootstrap;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.comet.config.SessionLimits;
import dev.halley.comet.config.UpstreamConfig;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.SessionMetrics;
import dev.halley.comet.rpc.RouteReplay;
import dev.halley.comet.session.SessionLoop;
import dev.halley.comet.session.all.SessionReplay;
import dev.halley.comet.session.shared.ClientAddresses;
import dev.halley.comet.session.shared.SessionNode;
import dev.halley.comet.upstream.Connects;
import dev.halley.comet.upstream.Disconnects;
import dev.halley.comet.upstream.ReceiveBounds;
import dev.halley.comet.upstream.ReceiveLane;
import dev.halley.comet.upstream.Renewals;
import dev.halley.comet.upstream.UpstreamMetrics;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.LogicCalls;
import dev.halley.comet.upstream.rooms.RoomCounts;
import dev.halley.comet.upstream.rooms.RoomReportMetrics;
import dev.halley.comet.upstream.rooms.RoomReports;
import dev.halley.comet.upstream.rooms.RoomSource;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.wire.CloseReason;
import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** The objects between the sockets and logic, joined. Nothing in here runs before it is started. */
final class CometParts implements AutoCloseable {
    private final CometNodeConfig config;
    private final CometIdentity identity;
    private final Shards shards;
    private final Disconnects disconnects;
    private final Renewals renewals;
    private final RoomReports reports;
    private final OtherComets others;
    private final SessionNode node;
    private final Map<EventLoop, SessionLoop> loops = new LinkedHashMap<>();

    CometParts(
            CometNodeConfig config,
            NodeContext context,
            Shards shards,
            LogicLink logic,
            ScheduledExecutorService scheduler) {
        LogicCalls calls = logic.calls(config.comet().upstream());
        this.others = new OtherComets(context.discovery(), context.instance().name());
        this.config = config;
        this.shards = shards;
        this.identity = new CometIdentity(config.app(), context.instance().toString());
        UpstreamConfig upstream = config.comet().upstream();
        UpstreamMetrics metrics = new UpstreamMetrics(context.registry());
        ClientAddresses addresses = new ClientAddresses();
        disconnects =
                new Disconnects(identity, calls, metrics, scheduler, upstream.disconnectQueue());
        renewals = new Renewals(identity, calls, metrics, this::closeReplaced);
        renewals.whenTips(new UserTips(shards, config.app()));
        reports =
                new RoomReports(
                        identity,
                        calls,
                        new RoomReportMetrics(context.registry()),
                        new Rooms(shards, addresses),
                        new RoomReports.Intervals(
                                upstream.reportInterval(), upstream.reportAllInterval()),
                        () -> replay().replayAll(),
                        System::nanoTime);
        node =
                new SessionNode(
                        identity,
                        SessionLimits.of(config.comet().sessions(), upstream.renewalInterval()),
                        new SessionMetrics(context.registry()),
                        context.clock(),
                        new SessionNode.Upstreams(
                                new Connects(calls, metrics, upstream.connectsAtOnce()),
                                logic.historyCalls(config.comet().upstream()),
                                disconnects,
                                renewals,
                                new RoomCounts(shards, reports),
                                addresses,
                                others));
        addLoops(calls, metrics);
    }

    private void addLoops(LogicCalls calls, UpstreamMetrics metrics) {
        UpstreamConfig upstream = config.comet().upstream();
        ReceiveBounds bounds =
                new ReceiveBounds(
                        upstream.receiveBatch(),
                        upstream.receiveQueueBytes(),
                        upstream.receivePatience());
        for (Shard shard : shards.all()) {
            ReceiveLane lane = new ReceiveLane(identity, calls, metrics, bounds, shard.loop());
            loops.put(shard.loop(), new SessionLoop(shard, node, lane, shards.all().size()));
        }
    }

    SessionLoop loop(EventLoop eventLoop) {
        SessionLoop loop = loops.get(eventLoop);
        if (loop == null) {
            throw new IllegalArgumentException("loop: " + eventLoop + " (expected: a worker)");
        }
        return loop;
    }

    List<SessionLoop> loops() {
        return List.copyOf(loops.values());
    }

    RouteReplay replay() {
        return new SessionReplay(loops(), renewals);
    }

    /** Every client that was told to go has had its last bytes. */
    boolean isFlushed() {
        return node.closingConnections() == 0;
    }

    /** Logic was told of every session that has ended, or is away. */
    boolean isUnregistered() {
        return disconnects.waiting() == 0 || disconnects.failing();
    }

    @Override
    public void close() {
        others.close();
    }

    RoomReports reports() {
        return reports;
    }

    private void closeReplaced(long sessionId) {
        Shard shard = shards.ofSession(sessionId);
        shard.loop()
                .execute(
                        () -> {
                            Member member = shard.session(sessionId);
                            if (member != null) {
                                member.close(CloseReason.REPLACED);
                            }
                        });
    }

    private record Rooms(Shards shards, ClientAddresses clients) implements RoomSource {
        @Override
        public Map<RoomKey, Integer> all() {
            return shards.rooms().snapshot();
        }

        @Override
        public Map<RoomKey, Integer> changed() {
            return shards.rooms().takeChanges();
        }

        @Override
        public int sessions() {
            return shards.sessions();
        }

        @Override
        public int addresses() {
            return clients.count();
        }
    }
}
