package dev.halley.standalone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.sdk.Backoff;
import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientOptions;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.Endpoint.Transport;
import dev.halley.sdk.HalleyClient;
import dev.halley.sdk.Identity;
import dev.halley.sdk.Message;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.SessionStart;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;
import dev.halley.sdk.push.PushClient;
import dev.halley.sdk.push.PushTarget;
import dev.halley.standalone.RunningHalley;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of version 2 that are cut off while messages are pushed: the Java client, and Python. */
@Timeout(60)
class RecoveringClientIT {
    private static final List<String> ROOMS_OF_PYTHON = List.of("py://1", "py://2", "chat://4");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension static final RunningHalley HALLEY = new RunningHalley();

    private PushClient pushes;

    @BeforeEach
    void pushesByRest() {
        pushes = new PushClient(URI.create("http://127.0.0.1:" + HALLEY.port("logic.rest")));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatWasPushedWhileTheClientWasAwayComesOnceAndInOrder(Transport transport)
            throws Exception {
        Recorder recorder = new Recorder();
        String user = "7-" + transport;
        List<String> rooms =
                List.of("live://1-" + transport, "live://2-" + transport, "chat://3-" + transport);
        try (CutLine line = line(transport);
                HalleyClient client = client(line.endpoint(transport), user, rooms, recorder)) {
            client.connect().join();
            push(user, rooms, 1, 5);
            await().atMost(LIMIT).untilAsserted(() -> recorder.assertHas(user, rooms, 5));
            line.cut();
            push(user, rooms, 6, 25);
            line.mend();
            await().atMost(LIMIT).until(() -> recorder.recovered.size() == 4);
            push(user, rooms, 26, 30);
            await().atMost(LIMIT).untilAsserted(() -> recorder.assertHas(user, rooms, 30));
            assertThat(recorder.told).isEmpty();
        }
    }

    @Test
    void aClientWrittenFromTheProtocolPageAloneRecoversToo() throws Exception {
        try (CutLine line = line(Transport.TCP);
                PythonClient client = new PythonClient(line.port(), "9", ROOMS_OF_PYTHON)) {
            await().atMost(LIMIT).until(() -> client.count("begun ") == 4);
            push("9", ROOMS_OF_PYTHON, 1, 3);
            await().atMost(LIMIT).until(() -> client.count("message ") == 12);
            line.cut();
            push("9", ROOMS_OF_PYTHON, 4, 8);
            line.mend();
            await().atMost(LIMIT).until(() -> client.count("recovered ") == 4);
            push("9", ROOMS_OF_PYTHON, 9, 10);
            await().atMost(LIMIT).until(() -> client.count("message ") >= 40);
            assertThat(streams("9", ROOMS_OF_PYTHON))
                    .allSatisfy(
                            stream -> assertThat(client.messages(stream)).isEqualTo(numbers(10)));
        }
    }

    @Test
    void whoIsConnectedWhenRedisLosesEverythingIsToldOfEachStream() throws Exception {
        Recorder recorder = new Recorder();
        try (CutLine line = line(Transport.TCP);
                HalleyClient client =
                        client(
                                line.endpoint(Transport.TCP),
                                "10",
                                List.of("wiped://1"),
                                recorder)) {
            client.connect().join();
            push("10", List.of("wiped://1"), 1, 2);
            await().atMost(LIMIT).until(() -> recorder.received.size() == 4);
            HALLEY.emptyRedis();
            push("10", List.of("wiped://1"), 3, 4);
            await().atMost(LIMIT).until(() -> recorder.received.size() == 8);
            assertThat(recorder.texts.values())
                    .allSatisfy(had -> assertThat(had).isEqualTo(numbers(4)));
            assertThat(recorder.streamsTold())
                    .containsExactlyInAnyOrder("user:10", "room:wiped://1");
        }
    }

    @Test
    void theOtherDeviceSeesWhatWasReadWhenItIsBack() throws Exception {
        Recorder phone = new Recorder();
        Recorder laptop = new Recorder();
        try (CutLine line = line(Transport.TCP);
                CutLine other = line(Transport.TCP);
                HalleyClient first = client(line.endpoint(Transport.TCP), "8", List.of(), phone);
                HalleyClient second =
                        client(other.endpoint(Transport.TCP), "8", List.of(), laptop)) {
            first.connect().join();
            second.connect().join();
            push("8", List.of(), 1, 5);
            await().atMost(LIMIT).until(() -> phone.messages("user:8").size() == 5);
            Message third = phone.received.get(2);
            assertThat(first.acknowledge(third).join()).isEqualTo(new ReadPosition(3, 2));
            other.cut();
            other.mend();
            await().atMost(LIMIT).until(() -> laptop.sessions.size() == 2);
            assertThat(laptop.sessions.get(1).read()).contains(new ReadPosition(3, 2));
        }
    }

    /** The same numbers to the user and to each room. */
    private void push(String user, List<String> rooms, int from, int to) {
        for (int number = from; number <= to; number++) {
            byte[] text = String.valueOf(number).getBytes(UTF_8);
            pushes.push(PushTarget.user(user), 1000, text).join();
            for (String room : rooms) {
                pushes.push(PushTarget.room(room), 1000, text).join();
            }
        }
    }

    private static List<String> streams(String user, List<String> rooms) {
        List<String> streams = new ArrayList<>(rooms.stream().map("room:"::concat).toList());
        streams.add("user:" + user);
        return streams;
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }

    private static CutLine line(Transport transport) throws IOException {
        return new CutLine(HALLEY.port(transport == Transport.TCP ? "comet.tcp" : "comet.ws"));
    }

    private static HalleyClient client(
            Endpoint endpoint, String user, List<String> rooms, ClientListener listener) {
        Identity identity = Identity.ofUser(user).withRooms(rooms);
        Backoff quick =
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Integer.MAX_VALUE);
        return new HalleyClient(ClientOptions.of(endpoint, identity).withBackoff(quick), listener);
    }

    /** Remembers what it is told. */
    private static final class Recorder implements ClientListener {
        private final List<Message> received = new CopyOnWriteArrayList<>();
        private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
        private final List<SessionStart> sessions = new CopyOnWriteArrayList<>();
        private final List<StreamAnswer> recovered = new CopyOnWriteArrayList<>();
        private final List<Object> told = new CopyOnWriteArrayList<>();

        List<String> messages(String stream) {
            return texts.getOrDefault(stream, List.of());
        }

        void assertHas(String user, List<String> rooms, int last) {
            assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(streams(user, rooms));
            assertThat(texts.values()).allSatisfy(had -> assertThat(had).isEqualTo(numbers(last)));
        }

        /** The streams of which it was told that something is missing. */
        List<String> streamsTold() {
            return told.stream()
                    .map(
                            what ->
                                    what instanceof Gap gap
                                            ? gap.stream()
                                            : ((StreamAnswer) what).stream())
                    .distinct()
                    .toList();
        }

        @Override
        public void onMessage(Message message) {
            received.add(message);
            texts.computeIfAbsent(message.stream(), stream -> new CopyOnWriteArrayList<>())
                    .add(message.text());
        }

        @Override
        public void onSession(SessionStart session) {
            sessions.add(session);
        }

        @Override
        public void onRecovered(StreamAnswer stream) {
            recovered.add(stream);
        }

        @Override
        public void onNotRecovered(StreamAnswer stream) {
            told.add(stream);
        }

        @Override
        public void onGap(Gap gap) {
            told.add(gap);
        }
    }
}
