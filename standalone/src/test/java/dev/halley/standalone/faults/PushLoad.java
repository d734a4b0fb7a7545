package dev.halley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Protocol;
import dev.halley.sdk.push.PushClient;
import dev.halley.sdk.push.PushTarget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Sessions on TCP and WebSocket, all in one room, and a stream of numbered pushes to the room and
 * to each user. In the end every session is asked whether it got each accepted push of its streams,
 * once and in order.
 */
final class PushLoad implements AutoCloseable {
    private static final String ROOM = "live://load";

    private final List<PushClient> push;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<HalleyClient> clients = new ArrayList<>();
    private final List<PushStream> streams = new ArrayList<>();
    private final Map<String, List<Integer>> received = new ConcurrentHashMap<>();

    PushLoad(int tcpPort, int wsPort, int restPort, int users, long intervalMs) {
        this(
                List.of(
                        Endpoint.tcp("127.0.0.1", tcpPort),
                        Endpoint.webSocket("127.0.0.1", wsPort)),
                List.of(restPort),
                users,
                intervalMs);
    }

    /** Users are spread over the endpoints, pushes over the logics. */
    PushLoad(List<Endpoint> endpoints, List<Integer> restPorts, int users, long intervalMs) {
        push =
                restPorts.stream()
                        .map(port -> new PushClient(URI.create("http://127.0.0.1:" + port)))
                        .toList();
        stream("room", PushTarget.room(ROOM), intervalMs);
        for (int i = 0; i < users; i++) {
            String user = Integer.toString(1000 + i);
            stream("user-" + user, PushTarget.user(user), intervalMs);
            clients.add(client(endpoints.get(i % endpoints.size()), user));
        }
    }

    /** Connects everyone and starts pushing. */
    void start() {
        CompletableFuture.allOf(
                        clients.stream()
                                .map(HalleyClient::connect)
                                .toArray(CompletableFuture[]::new))
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
        streams.forEach(PushStream::start);
    }

    /** Pushes accepted so far, over all streams. */
    int accepted() {
        return streams.stream().mapToInt(PushStream::accepted).sum();
    }

    /** Pushes refused so far. */
    int refused() {
        return streams.stream().mapToInt(PushStream::refused).sum();
    }

    /** Waits until so many more pushes were accepted. */
    void awaitAccepted(int more) {
        int goal = accepted() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> accepted() >= goal);
    }

    /** Waits until every session got so many more pushes to the room. */
    void awaitReceivedOfRoom(int more) {
        int goal = leastReceivedOfRoom() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> leastReceivedOfRoom() >= goal);
    }

    private int leastReceivedOfRoom() {
        return received.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" of room"))
                .mapToInt(entry -> entry.getValue().size())
                .min()
                .orElse(0);
    }

    /** Waits until everything that is accepted now was received. */
    void awaitAcceptedSoFar(Duration limit) {
        Map<String, Set<Integer>> now = new HashMap<>();
        streams.forEach(stream -> now.put(stream.name(), Set.copyOf(stream.acceptedNumbers())));
        await().atMost(limit).until(() -> hasArrived(now));
    }

    private boolean hasArrived(Map<String, Set<Integer>> numbersByStream) {
        return received.entrySet().stream()
                .allMatch(
                        entry ->
                                Set.copyOf(entry.getValue())
                                        .containsAll(
                                                numbersByStream.get(streamOf(entry.getKey()))));
    }

    private static String streamOf(String where) {
        return where.substring(where.indexOf(" of ") + 4);
    }

    /** How often sessions were lost since the start. */
    long disconnects() {
        return clients.stream().mapToLong(client -> client.stats().disconnects()).sum();
    }

    /** Stops pushing. */
    void stopPushing() {
        streams.forEach(PushStream::stop);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> streams.stream().allMatch(PushStream::isIdle));
    }

    /** Waits for what was accepted, then checks that each session got it once and in order. */
    void assertEachAcceptedPushArrivedOnceInOrder(Duration limit) {
        await().atMost(limit)
                .untilAsserted(() -> assertThat(missing()).as("accepted, not received").isEmpty());
        received.forEach(
                (where, numbers) ->
                        assertThat(numbers)
                                .as("numbers received by %s", where)
                                .isSorted()
                                .doesNotHaveDuplicates());
    }

    @Override
    public void close() {
        streams.forEach(PushStream::stop);
        timer.shutdownNow();
        clients.forEach(HalleyClient::close);
    }

    private void stream(String name, PushTarget target, long intervalMs) {
        streams.add(new PushStream(name, target, push, timer, intervalMs));
    }

    private HalleyClient client(Endpoint endpoint, String user) {
        received.put(user + " of room", new CopyOnWriteArrayList<>());
        received.put(user + " of user-" + user, new CopyOnWriteArrayList<>());
        Identity identity =
                Identity.ofUser(user, PushStream.OPERATION).withKey("key-" + user).withRoom(ROOM);
        return new HalleyClient(
                ClientOptions.of(endpoint, identity).withProtocol(Protocol.version1()),
                message -> {
                    String text = message.text();
                    int space = text.indexOf(' ');
                    received.get(user + " of " + text.substring(0, space))
                            .add(Integer.valueOf(text.substring(space + 1)));
                });
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        received.forEach(
                (where, numbers) -> {
                    String stream = streamOf(where);
                    streams.stream()
                            .filter(candidate -> candidate.name().equals(stream))
                            .flatMap(candidate -> candidate.missing(numbers).stream())
                            .forEach(number -> missing.add(where + ": " + number));
                });
        return missing;
    }
}
