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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RoomReportsTest {
    private static final RoomKey ROOM = new RoomKey("default", "live://1");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UnansweredLogic logic = new UnansweredLogic();
    private final Rooms rooms = new Rooms();
    private final Deque<CompletableFuture<Void>> renewals = new ArrayDeque<>();
    private Duration clock = Duration.ofSeconds(7);
    private boolean closing;
    private final RoomReports reports =
            new RoomReports(
                    new CometIdentity("default", "comet-1@1"),
                    logic,
                    new RoomReportMetrics(registry),
                    rooms,
                    new RoomReports.Intervals(Duration.ofSeconds(2), Duration.ofHours(1)),
                    this::renewAll,
                    () -> clock.toNanos());

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

    @Test
    void speaksUpAtOnceWhenItStoodStill() {
        tick(1);
        assertThat(logic.reports).hasSize(1);

        clock = clock.plusSeconds(31);
        tick(1);

        assertThat(logic.reports).hasSize(2);
    }

    @Test
    void renewsAllRoutesWhenItWasForgottenAndAgainUntilThatSucceeds() {
        tick(5);
        logic.reported.complete(forgotten());
        assertThat(registry.get("halley.comet.report.forgotten").counter().count()).isEqualTo(1);
        assertThat(renewals).hasSize(1);
        tick(4);
        assertThat(logic.reports).hasSize(2);

        renewals.remove().completeExceptionally(new IllegalStateException("not renewed"));
        tick(1);
        answer();
        assertThat(renewals).hasSize(1);
        renewals.remove().complete(null);

        tick(5);
        answer();
        assertThat(renewals).isEmpty();
    }

    @Test
    void reportsOnWhenTheRenewalCouldNotBegin() {
        tick(5);
        closing = true;
        logic.reported.complete(forgotten());

        closing = false;
        tick(1);
        answer();

        assertThat(renewals).hasSize(1);
    }

    @Test
    void renewsOnceMoreWhenItIsForgottenWhileItRenews() {
        tick(5);
        logic.reported.complete(forgotten());
        tick(5);
        logic.reported.complete(forgotten());
        assertThat(renewals).hasSize(1);

        renewals.remove().complete(null);
        tick(1);
        answer();

        assertThat(renewals).hasSize(1);
    }

    private static ReportRoomsReply forgotten() {
        return ReportRoomsReply.newBuilder().setForgotten(true).build();
    }

    private static RoomMove move() {
        return RoomMove.newBuilder().setLeft("live://1").setJoined("live://2").build();
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            clock = clock.plusSeconds(2);
            reports.tick();
        }
    }

    private CompletionStage<Void> renewAll() {
        if (closing) {
            throw new RejectedExecutionException("closing");
        }
        CompletableFuture<Void> renewal = new CompletableFuture<>();
        renewals.add(renewal);
        return renewal;
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
