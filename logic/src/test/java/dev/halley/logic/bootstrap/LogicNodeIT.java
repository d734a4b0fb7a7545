package dev.halley.logic.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.halley.api.kafka.Topics;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.PushApiGrpc;
import dev.halley.api.logic.PushReply;
import dev.halley.api.logic.PushRequest;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.Upstream;
import dev.halley.api.record.Record;
import dev.halley.logic.bootstrap.LogicBed.Running;
import dev.halley.logic.kafka.topics.TopicMismatchException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LogicNodeIT {
    private static LogicBed bed;
    private static Running logic;

    @BeforeAll
    static void start(@TempDir Path data) {
        bed = new LogicBed(data);
        bed.kafka().start();
        bed.redis().start();
        logic = bed.start("logic-1", Map.of());
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void isReadyWhenKafkaAndRedisAreThere() {
        await().untilAsserted(() -> assertThat(logic.lifecycle().whyNotReady()).isEmpty());
    }

    @Test
    void keepsPushesOfOneRoomInOrder() throws Exception {
        String room = "order://1";
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            ids.add(push(logic, room, "m" + i));
        }
        int partition = Topics.ofRoom("default", room, 4);
        List<Record> records =
                read(Topics.ROOM, partition).stream()
                        .filter(record -> record.getPush().getRoom().equals(room))
                        .toList();
        assertThat(records)
                .extracting(record -> record.getPush().getPayload().toStringUtf8())
                .containsExactlyElementsOf(IntStream.range(0, 300).mapToObj(i -> "m" + i).toList());
        assertThat(ids).hasSize(300);
        assertThat(records).extracting(Record::getMessageId).containsAll(ids).isSorted();
    }

    @Test
    void carriesTheCallersTraceContext() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        push(logic, "trace://1", trace, trace);
        push(logic, "trace://1", "none", "not a trace context");

        List<Record> records =
                read(Topics.ROOM, Topics.ofRoom("default", "trace://1", 4)).stream()
                        .filter(record -> record.getPush().getRoom().equals("trace://1"))
                        .toList();

        assertThat(records).extracting(Record::getTraceparent).containsExactly(trace, "");
    }

    private static void push(Running on, String room, String text, String traceparent) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), traceparent);
        var unused =
                PushApiGrpc.newBlockingStub(on.channel())
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                        .push(
                                PushRequest.newBuilder()
                                        .setOperation(1000)
                                        .setRoom(room)
                                        .setPayload(ByteString.copyFromUtf8(text))
                                        .build());
    }

    @Test
    void idsOfTwoLogicsDiffer() {
        Running other = bed.start("logic-2", Map.of());
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            ids.add(push(logic, "ids://1", "a"));
            ids.add(push(other, "ids://1", "b"));
        }
        assertThat(ids).hasSize(1000);
        other.node().close();
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() throws Exception {
        Running going = bed.start("logic-4", Map.of());
        push(going, "drain://1", "warm");
        var stub = PushApiGrpc.newStub(going.channel());
        PushRequest request = PushRequest.newBuilder().setOperation(1).setRoom("drain://1").build();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Answer answer = new Answer();
            answers.add(answer);
            stub.push(request, answer);
        }
        // The last call is on its way when the first one is answered.
        answers.get(0).future.get();
        going.node().drainAndStop(Duration.ofSeconds(10));
        Set<Long> accepted = new HashSet<>();
        for (Answer answer : answers) {
            try {
                accepted.add(answer.future.get().getMessageId());
            } catch (ExecutionException e) {
                // Refused before it was read: never a push that was begun and not answered.
                assertThat(Status.fromThrowable(e.getCause()).getCode())
                        .isEqualTo(Status.Code.UNAVAILABLE);
            }
        }
        assertThat(read(Topics.ROOM, Topics.ofRoom("default", "drain://1", 4)))
                .extracting(Record::getMessageId)
                .containsAll(accepted);
        assertThat(accepted).isNotEmpty();
    }

    @Test
    void refusesTopicsWithAnotherPartitionCount() {
        assertRefuses("push");
        assertRefuses("room");
    }

    private void assertRefuses(String topic) {
        String key = "halley.kafka." + topic + "-partitions";
        assertThatThrownBy(() -> bed.start("logic-3", Map.of(key, "5")))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageStartingWith(
                        key + ": 5 (expected: 4, the partitions of topic halley-" + topic + ")")
                .hasMessageContaining("migrate");
    }

    @Test
    void servesASessionFromConnectToDisconnect() {
        var sessions = LogicSessionsGrpc.newBlockingStub(logic.channel());
        ConnectReply reply =
                sessions.connect(connect("{\"mid\":7,\"key\":\"k7\",\"accepts\":[1000]}", 1));
        assertThat(reply.getUser()).isEqualTo("7");
        assertThat(reply.getKey()).isEqualTo("k7");
        assertThat(reply.getAcceptsList()).containsExactly(1000);
        Registration registration =
                Registration.newBuilder()
                        .setUser("7")
                        .setKey("k7")
                        .setSessionId(1)
                        .setGeneration(reply.getGeneration())
                        .build();
        ConnectReply successor = sessions.connect(connect("{\"mid\":7,\"key\":\"k7\"}", 2));
        assertThat(successor.getGeneration()).isGreaterThan(reply.getGeneration());
        var renewed =
                sessions.renew(
                        RenewRequest.newBuilder()
                                .setApp("default")
                                .setInstance("comet-1@000000001")
                                .addSessions(registration)
                                .build());
        assertThat(renewed.getReplacedSessionIdsList()).containsExactly(1L);
        sessions.disconnect(
                DisconnectRequest.newBuilder()
                        .setApp("default")
                        .setInstance("comet-1@000000001")
                        .addSessions(registration)
                        .build());
        assertThat(sessions.connect(connect("{\"key\":\"k7\"}", 3)).getGeneration())
                .isGreaterThan(successor.getGeneration());
    }

    @Test
    void refusesATokenThatIsNotJson() {
        var sessions = LogicSessionsGrpc.newBlockingStub(logic.channel());
        assertThatThrownBy(() -> sessions.connect(connect("hello", 9)))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e ->
                                assertThat(e.getStatus())
                                        .returns(Status.Code.UNAUTHENTICATED, Status::getCode)
                                        .returns("token: not JSON", Status::getDescription));
    }

    @Test
    void keepsUpstreamMessagesWithTheirHeaders() {
        Upstream message =
                Upstream.newBuilder()
                        .setUser("u1")
                        .setKey("k1")
                        .setRoom("live://1")
                        .setOperation(4)
                        .setBody(ByteString.copyFromUtf8("up"))
                        .build();
        LogicSessionsGrpc.newBlockingStub(logic.channel())
                .receive(
                        ReceiveRequest.newBuilder()
                                .setApp("default")
                                .setInstance("comet-1@000000001")
                                .addMessages(message)
                                .build());
        try (var consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.UPSTREAM).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecord<byte[], byte[]> record =
                    await().until(
                                    () -> consumer.poll(Duration.ofMillis(100)),
                                    polled -> !polled.isEmpty())
                            .iterator()
                            .next();
            assertThat(new String(record.key(), UTF_8)).isEqualTo("u1");
            assertThat(new String(record.value(), UTF_8)).isEqualTo("up");
            assertThat(new String(record.headers().lastHeader("operation").value(), UTF_8))
                    .isEqualTo("4");
            assertThat(new String(record.headers().lastHeader("room").value(), UTF_8))
                    .isEqualTo("live://1");
        }
    }

    @Test
    void tellsACometTheMembersElsewhere() {
        var sessions = LogicSessionsGrpc.newBlockingStub(logic.channel());
        var first = report("comet-a@000000001").setSnapshot(true).putMembers("live://9", 3);
        sessions.reportRooms(first.build());
        var second = report("comet-b@000000001").putMembers("live://9", 4);
        assertThat(sessions.reportRooms(second.build()))
                .returns(true, ReportRoomsReply::getSnapshotWanted)
                .returns(false, ReportRoomsReply::getForgotten);
        assertThat(sessions.reportRooms(second.setSnapshot(true).build()))
                .returns(false, ReportRoomsReply::getSnapshotWanted)
                .returns(true, ReportRoomsReply::getForgotten);
        assertThat(sessions.reportRooms(second.build()).getForgotten()).isFalse();
        await().untilAsserted(
                        () ->
                                assertThat(
                                                sessions.reportRooms(first.build())
                                                        .getMembersElsewhereMap())
                                        .containsEntry("live://9", 4));
    }

    private static ReportRoomsRequest.Builder report(String instance) {
        return ReportRoomsRequest.newBuilder().setApp("default").setInstance(instance);
    }

    private static ConnectRequest connect(String token, long session) {
        return ConnectRequest.newBuilder()
                .setApp("default")
                .setInstance("comet-1@000000001")
                .setSessionId(session)
                .setToken(ByteString.copyFromUtf8(token))
                .build();
    }

    private static long push(Running on, String room, String text) {
        return PushApiGrpc.newBlockingStub(on.channel())
                .push(
                        PushRequest.newBuilder()
                                .setOperation(1000)
                                .setRoom(room)
                                .setPayload(ByteString.copyFromUtf8(text))
                                .build())
                .getMessageId();
    }

    private static List<Record> read(String topic, int partition) throws Exception {
        TopicPartition from = new TopicPartition(topic, partition);
        List<Record> records = new ArrayList<>();
        try (var consumer = consumer()) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            long end = consumer.endOffsets(List.of(from)).get(from);
            while (consumer.position(from) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    records.add(Record.parseFrom(record.value()));
                }
            }
        }
        return records;
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bed.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static final class Answer implements StreamObserver<PushReply> {
        private final CompletableFuture<PushReply> future = new CompletableFuture<>();

        @Override
        public void onNext(PushReply reply) {
            future.complete(reply);
        }

        @Override
        public void onError(Throwable failure) {
            future.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {}
    }
}
