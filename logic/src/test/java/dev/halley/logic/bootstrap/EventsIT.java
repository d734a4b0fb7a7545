package dev.halley.logic.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.halley.api.kafka.Topics;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.LogicSessionsGrpc.LogicSessionsBlockingStub;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.RoomMove;
import dev.halley.logic.bootstrap.LogicBed.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events as a plain Kafka consumer reads them. */
@Timeout(120)
class EventsIT {
    private static final String COMET = "comet-1@000000002";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LogicBed bed;
    private static Running logic;
    private static LogicSessionsBlockingStub sessions;
    private static KafkaConsumer<String, String> consumer;

    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) {
        bed = new LogicBed(data);
        bed.kafka().start();
        bed.redis().start();
        logic =
                bed.start(
                        "logic-1",
                        Map.of(
                                "halley.logic.events.kinds", "all",
                                "halley.kafka.events-partitions", "3",
                                "halley.logic.sessions.gone-after", "1s"));
        sessions = LogicSessionsGrpc.newBlockingStub(logic.channel());
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bed.kafka().bootstrapServers(),
                                "group.id",
                                "business",
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
        consumer.subscribe(List.of(Topics.EVENTS));
    }

    @AfterAll
    static void stop() {
        consumer.close();
        bed.close();
    }

    @AfterEach
    void keepsTheConfiguredPartitions() {
        assertThat(consumer.partitionsFor(Topics.EVENTS)).hasSize(3);
    }

    @Test
    void tellsOfAUsersSessionsAndRoomsInOrder() {
        Registration phone = connect("ann", "phone", "live://1", 1);
        Registration desk = connect("ann", "desk", "", 2);
        assertThat(report(moved(phone, "live://1", "live://2")).getMovesWanted()).isTrue();
        disconnect(phone, "CLIENT_GONE");
        disconnect(desk, "");

        assertThat(eventsOf("ann", 9))
                .containsExactly(
                        "user_online phone",
                        "session_online phone",
                        "room_joined phone live://1",
                        "session_online desk",
                        "room_left phone live://1",
                        "room_joined phone live://2",
                        "session_offline phone client_gone",
                        "session_offline desk unknown",
                        "user_offline desk unknown");
    }

    @Test
    void describesTheSession() throws Exception {
        Registration session = connect("bob", "tablet", "", 3);
        eventsOf("bob", 2);

        JsonNode event = JSON.readTree(of("bob").get(1).value());

        assertThat(event.get("schema").asInt()).isEqualTo(1);
        assertThat(event.get("app").asText()).isEqualTo("default");
        assertThat(event.get("node").asText()).isEqualTo("comet-1");
        assertThat(event.get("instance").asText()).isEqualTo(COMET);
        assertThat(event.get("session").asText()).isEqualTo("3");
        assertThat(event.get("generation").asText())
                .isEqualTo(Long.toString(session.getGeneration()));
        assertThat(event.get("at_us").asLong()).isGreaterThan(1_600_000_000_000_000L);
    }

    @Test
    void keysSessionsWithoutAUserByTheirKeyAndTellsNoUser() {
        Registration nobody = connect("", "kiosk", "", 4);
        disconnect(nobody, "KICKED");

        assertThat(eventsOf("kiosk", 2))
                .containsExactly("session_online kiosk", "session_offline kiosk kicked");
    }

    @Test
    void tellsOfSessionsThatWentWithTheirComet() {
        String dead = "comet-7@000000001";
        connectOn(dead, "eve", "phone", "", 5);
        sessions.reportRooms(
                ReportRoomsRequest.newBuilder()
                        .setApp("default")
                        .setInstance(dead)
                        .setSnapshot(true)
                        .build());
        // Its next life proves it gone.
        sessions.reportRooms(
                ReportRoomsRequest.newBuilder()
                        .setApp("default")
                        .setInstance("comet-7@000000002")
                        .setSnapshot(true)
                        .build());

        assertThat(eventsOf("eve", 4))
                .containsExactly(
                        "user_online phone",
                        "session_online phone",
                        "session_offline phone node_lost",
                        "user_offline phone node_lost");
        await().untilAsserted(
                        () ->
                                assertThat(
                                                logic.registry()
                                                        .get("halley.logic.sweep.comets")
                                                        .counter()
                                                        .count())
                                        .isPositive());
    }

    private static Registration connect(String user, String key, String room, long session) {
        return connectOn(COMET, user, key, room, session);
    }

    private static Registration connectOn(
            String comet, String user, String key, String room, long session) {
        String token =
                "{\"user\":\"%s\",\"key\":\"%s\",\"room_id\":\"%s\"}".formatted(user, key, room);
        ConnectReply reply =
                sessions.connect(
                        ConnectRequest.newBuilder()
                                .setApp("default")
                                .setInstance(comet)
                                .setSessionId(session)
                                .setToken(ByteString.copyFromUtf8(token))
                                .build());
        return Registration.newBuilder()
                .setUser(reply.getUser())
                .setKey(reply.getKey())
                .setSessionId(session)
                .setGeneration(reply.getGeneration())
                .build();
    }

    private static void disconnect(Registration session, String reason) {
        var unused =
                sessions.disconnect(
                        DisconnectRequest.newBuilder()
                                .setApp("default")
                                .setInstance(COMET)
                                .addSessions(session.toBuilder().setCloseReason(reason))
                                .build());
    }

    private static RoomMove moved(Registration session, String left, String joined) {
        return RoomMove.newBuilder()
                .setSession(session)
                .setLeft(left)
                .setJoined(joined)
                .setAtUs(1)
                .build();
    }

    private static ReportRoomsReply report(RoomMove move) {
        return sessions.reportRooms(
                ReportRoomsRequest.newBuilder()
                        .setApp("default")
                        .setInstance(COMET)
                        .setSnapshot(true)
                        .addMoves(move)
                        .build());
    }

    private List<String> eventsOf(String key, int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                            return of(key).size() >= count;
                        });
        return of(key).stream().map(EventsIT::text).toList();
    }

    private List<ConsumerRecord<String, String>> of(String key) {
        return read.stream().filter(record -> record.key().equals(key)).toList();
    }

    private static String text(ConsumerRecord<String, String> record) {
        try {
            JsonNode event = JSON.readTree(record.value().getBytes(UTF_8));
            StringBuilder text = new StringBuilder(event.get("event").asText());
            for (String field : List.of("key", "room", "reason")) {
                if (event.has(field)) {
                    text.append(' ').append(event.get(field).asText());
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
