package dev.halley.logic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.LogicSessionsGrpc.LogicSessionsBlockingStub;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.bootstrap.LogicBed.Running;
import dev.halley.testkit.redis.RedisVisit;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A logic among comets and logics of other releases, as while a cluster is upgraded. */
@Timeout(120)
class MixedVersionsIT {
    private static LogicBed bed;
    private static LogicSessionsBlockingStub sessions;

    /** Which release the comet is of. */
    enum Comet {
        /** Sends no field that came later than the first release. */
        OLDER,
        /** Sends fields that this logic does not know. */
        NEWER
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        bed = new LogicBed(data);
        bed.kafka().start();
        bed.redis().start();
        Running logic = bed.start("logic-1", Map.of("halley.logic.events.kinds", "all"));
        sessions = LogicSessionsGrpc.newBlockingStub(logic.channel());
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @ParameterizedTest
    @EnumSource
    void servesACometOfAnotherRelease(Comet release) {
        String comet = "comet-" + release + "@000000001";
        String user = "u-" + release;
        ConnectReply connected =
                sessions.connect(
                        as(
                                release,
                                ConnectRequest.newBuilder()
                                        .setApp("default")
                                        .setInstance(comet)
                                        .setSessionId(1)
                                        .setToken(token(user))
                                        .build()));
        assertThat(connected.getUser()).isEqualTo(user);
        Registration session =
                Registration.newBuilder()
                        .setUser(user)
                        .setKey(connected.getKey())
                        .setSessionId(1)
                        .setGeneration(connected.getGeneration())
                        .build();
        assertThat(
                        sessions.renew(
                                        as(
                                                release,
                                                RenewRequest.newBuilder()
                                                        .setApp("default")
                                                        .setInstance(comet)
                                                        .addSessions(session)
                                                        .build()))
                                .getReplacedSessionIdsList())
                .isEmpty();
        assertThat(report(release, comet).getSnapshotWanted()).isFalse();

        var unused =
                sessions.disconnect(
                        as(
                                release,
                                DisconnectRequest.newBuilder()
                                        .setApp("default")
                                        .setInstance(comet)
                                        .addSessions(session)
                                        .build()));

        RedisKeys keys = new RedisKeys("default");
        RedisVisit.to(
                bed.redis().uri(),
                redis -> assertThat(redis.exists(keys.route(connected.getKey()))).isZero());
    }

    private static ReportRoomsReply report(Comet release, String comet) {
        return sessions.reportRooms(
                as(
                        release,
                        ReportRoomsRequest.newBuilder()
                                .setApp("default")
                                .setInstance(comet)
                                .setSnapshot(true)
                                .putMembers("live://" + release, 1)
                                .build()));
    }

    @Test
    void countsWhatAnOlderLogicWrote() {
        String comet = "comet-old@000000001";
        RedisKeys keys = new RedisKeys("default");
        RedisVisit.to(bed.redis().uri(), redis -> countOlder(redis, keys, comet));
    }

    private void countOlder(RedisCommands<String, String> redis, RedisKeys keys, String comet) {
        redis.sadd(keys.onlineInstances(), comet);
        redis.hset(keys.onlineTotals(comet), Map.of("sessions", "3", "addresses", "2"));
        redis.hset(keys.onlineRooms(comet), "live://old", "3");
        await().untilAsserted(() -> assertThat(elsewhere()).isEqualTo(3));

        // It says nothing of versions, so its rooms are read every time.
        redis.hset(keys.onlineRooms(comet), "live://old", "5");

        await().untilAsserted(() -> assertThat(elsewhere()).isEqualTo(5));
    }

    private static int elsewhere() {
        return sessions.reportRooms(
                        ReportRoomsRequest.newBuilder()
                                .setApp("default")
                                .setInstance("comet-x@000000001")
                                .setSnapshot(true)
                                .putMembers("live://old", 1)
                                .build())
                .getMembersElsewhereOrDefault("live://old", 0);
    }

    private static ByteString token(String user) {
        return ByteString.copyFromUtf8("{\"user\":\"" + user + "\"}");
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> M as(Comet release, M message) {
        if (release == Comet.OLDER) {
            return message;
        }
        UnknownFieldSet newer =
                UnknownFieldSet.newBuilder()
                        .addField(
                                999,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.copyFromUtf8("newer"))
                                        .build())
                        .build();
        return (M) message.toBuilder().setUnknownFields(newer).build();
    }
}
