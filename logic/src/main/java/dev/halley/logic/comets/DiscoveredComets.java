package dev.halley.logic.comets;

import static java.util.Objects.requireNonNull;

import dev.halley.api.comet.ListRoomMembersReply;
import dev.halley.api.comet.ListSessionsReply;
import dev.halley.api.comet.SessionInfo;
import dev.halley.api.record.Route;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.presence.CometContact;
import dev.halley.logic.registry.KeyRoute;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.rpc.GrpcChannels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client for each comet that may still live. */
public final class DiscoveredComets implements Comets, CometContact, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveredComets.class);
    // Most sessions of one question.
    private static final int CHUNK = 1_000;

    private final GrpcChannels channels;
    private final Duration deadline;
    private final Counter errors;
    private final UnknownComets unknown;
    // By node name, in order; replaced as a whole.
    private volatile TreeMap<String, CometClient> clients = new TreeMap<>();
    // Those of them that answer.
    private volatile NavigableMap<String, CometClient> answering = new TreeMap<>();

    /**
     * Knows no comet yet.
     *
     * @param deadline of one question to one comet
     */
    public DiscoveredComets(GrpcChannels channels, Duration deadline, MeterRegistry registry) {
        this.channels = requireNonNull(channels, "channels");
        this.deadline = requireNonNull(deadline, "deadline");
        this.errors = registry.counter("halley.logic.comets.errors");
        this.unknown = new UnknownComets(Later.onTimer(), registry);
    }

    @Override
    public synchronized void follow(List<NodeAddress> comets, Set<String> silent) {
        Map<String, CometClient> before = new HashMap<>(clients);
        TreeMap<String, CometClient> now = new TreeMap<>();
        for (NodeAddress node : comets) {
            CometClient known = before.get(node.name());
            if (known != null && known.address().hostAndPort().equals(node.hostAndPort())) {
                now.put(node.name(), known);
                before.remove(node.name());
            } else if (node.port() > 0) {
                now.put(node.name(), new CometClient(node, channels.toNode(node), deadline));
            }
        }
        TreeMap<String, CometClient> heard = new TreeMap<>(now);
        silent.forEach(heard::remove);
        clients = now;
        answering = heard;
        before.values().forEach(CometClient::close);
    }

    @Override
    public CompletionStage<String> ping(String name) {
        CometClient client = clients.get(name);
        return client == null
                ? CompletableFuture.failedFuture(
                        new UnavailableException("comet", "comet " + name + ": not known"))
                : client.ping();
    }

    @Override
    public CompletionStage<List<LiveSession>> sessions(String app, List<KeyRoute> routes) {
        Map<String, Map<Long, Route>> byNode = new TreeMap<>();
        for (KeyRoute keyRoute : routes) {
            Route route = keyRoute.route();
            byNode.computeIfAbsent(nodeOf(route), node -> new HashMap<>())
                    .put(route.getSessionId(), route);
        }
        CompletableFuture<List<LiveSession>> all =
                CompletableFuture.completedFuture(new ArrayList<>());
        for (Map.Entry<String, Map<Long, Route>> entry : byNode.entrySet()) {
            CometClient client = answering.get(entry.getKey());
            if (client != null) {
                all = all.thenCombine(ask(client, app, entry.getValue()), DiscoveredComets::join);
            }
        }
        return all;
    }

    private static CompletableFuture<List<LiveSession>> ask(
            CometClient client, String app, Map<Long, Route> wanted) {
        List<Long> ids = List.copyOf(wanted.keySet());
        CompletableFuture<List<LiveSession>> all =
                CompletableFuture.completedFuture(new ArrayList<>());
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            all =
                    all.thenCombine(
                            client.sessions(app, some)
                                    .thenApply(reply -> live(client, reply, wanted)),
                            DiscoveredComets::join);
        }
        return all;
    }

    // A later life of the node may have another session by this id.
    private static List<LiveSession> live(
            CometClient client, ListSessionsReply reply, Map<Long, Route> wanted) {
        List<LiveSession> live = new ArrayList<>();
        for (SessionInfo session : reply.getSessionsList()) {
            Route route = wanted.get(session.getSessionId());
            if (route != null && route.getGeneration() == session.getGeneration()) {
                live.add(new LiveSession(client.address().name(), session));
            }
        }
        return live;
    }

    private static <T> List<T> join(List<T> left, List<T> right) {
        left.addAll(right);
        return left;
    }

    @Override
    public CompletionStage<MemberPage> roomMembers(
            String app, String room, String cursor, int limit) {
        MemberCursor from;
        try {
            from = MemberCursor.parse(cursor);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return page(app, room, from, limit, List.of());
    }

    // One comet after the other: most rooms fill a page from the first that has members.
    private CompletableFuture<MemberPage> page(
            String app, String room, MemberCursor from, int limit, List<LiveSession> sofar) {
        Map.Entry<String, CometClient> next =
                from.nodeDone()
                        ? answering.higherEntry(from.node())
                        : answering.ceilingEntry(from.node());
        if (next == null) {
            return CompletableFuture.completedFuture(new MemberPage(sofar, Optional.empty()));
        }
        CometClient client = next.getValue();
        long after = next.getKey().equals(from.node()) ? from.afterSession() : 0;
        return client.members(app, room, after, limit - sofar.size())
                .thenCompose(
                        reply -> {
                            List<LiveSession> members = added(sofar, client, reply);
                            MemberCursor end = end(client, reply, after);
                            if (members.size() >= limit) {
                                return CompletableFuture.completedFuture(
                                        new MemberPage(members, Optional.of(end.toString())));
                            }
                            return page(app, room, end, limit, members);
                        });
    }

    private static List<LiveSession> added(
            List<LiveSession> sofar, CometClient client, ListRoomMembersReply reply) {
        List<LiveSession> members = new ArrayList<>(sofar);
        reply.getMembersList()
                .forEach(member -> members.add(new LiveSession(client.address().name(), member)));
        return members;
    }

    private static MemberCursor end(CometClient client, ListRoomMembersReply reply, long after) {
        int count = reply.getMembersCount();
        long last = count == 0 ? after : reply.getMembers(count - 1).getSessionId();
        return new MemberCursor(client.address().name(), last, !reply.getMore());
    }

    @Override
    public void closeReplaced(Route route) {
        if (!closeKnown(route)) {
            unknown.tryLater(route, this::closeKnown);
        }
    }

    private boolean closeKnown(Route route) {
        CometClient client = clients.get(nodeOf(route));
        if (client == null) {
            return false;
        }
        closeReplaced(client, route);
        return true;
    }

    private void closeReplaced(CometClient client, Route route) {
        client.closeReplaced(route)
                .whenComplete(
                        (reply, failure) -> {
                            if (failure != null) {
                                errors.increment();
                                LOG.atDebug()
                                        .addKeyValue("node", route.getInstance())
                                        .log("replaced session not closed at once");
                            }
                        });
    }

    private static String nodeOf(Route route) {
        try {
            return InstanceId.parse(route.getInstance()).name();
        } catch (IllegalArgumentException e) {
            return route.getInstance();
        }
    }

    @Override
    public void close() {
        follow(List.of(), Set.of());
    }
}
