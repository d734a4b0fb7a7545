package dev.halley.comet.upstream.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.RoomMove;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.upstream.calls.CometIdentity;
import dev.halley.comet.upstream.calls.UnansweredLogic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RoomReportsTest {
    private static final RoomKey ROOM = new RoomKey("default", "live://1");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UnansweredLogic logic = new UnansweredLogic();
    private final Rooms rooms = new Rooms();
    private final RoomReports reports =
            new RoomReports(
                    new CometIdentity("default", "comet-1@1"),
                    logic,
                    new RoomReportMetrics(registry),
                    rooms,
                    Duration.ofHours(1));

    @BeforeEach
    void reportsEverythingFirst() {
        reports.tick();
        assertThat(last().getSnapshot()).isTrue();
        assertThat(last().getMembersMap()).isEqualTo(Map.of("live://1", 9));
        answer();
    }

    @Test
    void speaksUpEveryFifthIntervalWhenNothingChanges() {
        tick(4);
        assertThat(logic.reports).hasSize(1);

        tick(1);

        assertThat(logic.reports).hasSize(2);
        assertThat(last().getSnapshot()).isFalse();
        assertThat(last().getMembersCount()).isZero();
        answer();
        tick(4);
        assertThat(logic.reports).hasSize(2);
    }

    @Test
    void reportsAChangeAtOnceAndIsQuietForAsLongAgain() {
        tick(3);
        rooms.changed = Map.of(ROOM, 10);
        tick(1);
        assertThat(last().getMembersMap()).isEqualTo(Map.of("live://1", 10));
        answer();
        rooms.changed = Map.of();

        tick(4);

        assertThat(logic.reports).hasSize(2);
    }

    @Test
    void reportsSessionsThatAreInNoRoom() {
        rooms.sessions = 12;

        tick(1);

        assertThat(last().getSessions()).isEqualTo(12);
        assertThat(logic.reports).hasSize(2);
    }

    @Test
    void waitsForTheAnswerAndReportsEverythingAfterAFailure() {
        rooms.changed = Map.of(ROOM, 10);
        tick(3);
        assertThat(logic.reports).hasSize(2);

        logic.reported.completeExceptionally(new IllegalStateException("away"));
        rooms.changed = Map.of();
        tick(1);

        assertThat(last().getSnapshot()).isTrue();
        assertThat(registry.get("halley.comet.report.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void reportsEverythingWhenLogicAsksForIt() {
        tick(5);
        logic.reported.complete(ReportRoomsReply.newBuilder().setSnapshotWanted(true).build());

        tick(1);

        assertThat(last().getSnapshot()).isTrue();
    }

    @Test
    void reportsMovesWhenLogicWantsThemAndAgainAfterAFailure() {
        reports.moves().add(RoomReportsTest::move);
        tick(5);
        assertThat(last().getMovesCount()).isZero();
        logic.reported.complete(ReportRoomsReply.newBuilder().setMovesWanted(true).build());

        reports.moves().add(RoomReportsTest::move);
        tick(1);
        assertThat(last().getMovesList()).containsExactly(move());
        logic.reported.completeExceptionally(new IllegalStateException("away"));
        tick(1);

        assertThat(last().getMovesList()).containsExactly(move());
        logic.reported.complete(ReportRoomsReply.newBuilder().setMovesWanted(true).build());
        tick(1);
        assertThat(logic.reports).hasSize(4);
    }

    @Test
    void dropsAndCountsMovesPastTheBound() {
        tick(5);
        logic.reported.complete(ReportRoomsReply.newBuilder().setMovesWanted(true).build());

        for (int i = 0; i < 10_003; i++) {
            reports.moves().add(RoomReportsTest::move);
        }
        tick(1);

        assertThat(last().getMovesCount()).isEqualTo(10_000);
        assertThat(registry.get("halley.comet.moves.dropped").counter().count()).isEqualTo(3);
    }

    private static RoomMove move() {
        return RoomMove.newBuilder().setLeft("live://1").setJoined("live://2").build();
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            reports.tick();
        }
    }

    private void answer() {
        logic.reported.complete(ReportRoomsReply.getDefaultInstance());
    }

    private ReportRoomsRequest last() {
        return logic.reports.get(logic.reports.size() - 1);
    }

    private static final class Rooms implements RoomSource {
        private Map<RoomKey, Integer> changed = Map.of();
        private int sessions = 9;

        @Override
        public Map<RoomKey, Integer> all() {
            return Map.of(ROOM, 9);
        }

        @Override
        public Map<RoomKey, Integer> changed() {
            return changed;
        }

        @Override
        public int sessions() {
            return sessions;
        }

        @Override
        public int addresses() {
            return 1;
        }
    }
}
