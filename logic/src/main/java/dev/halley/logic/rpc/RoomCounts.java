package dev.halley.logic.rpc;

import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.logic.online.CometCounts;
import dev.halley.logic.online.OnlineSnapshot;
import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.online.RoomReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Keeps what a comet reports, and tells it how many members its rooms have elsewhere. */
final class RoomCounts {
    private static final CometCounts NOTHING = new CometCounts(Map.of(), 0, 0);

    private final OnlineStore store;
    private volatile Totals last = new Totals(new OnlineSnapshot(Map.of()), Map.of());

    RoomCounts(OnlineStore store) {
        this.store = store;
    }

    CompletionStage<ReportRoomsReply> report(String app, String instance, RoomReport report) {
        return store.report(app, instance, report)
                .thenCombine(
                        store.snapshot(app),
                        (unknown, snapshot) -> reply(unknown, instance, report, snapshot));
    }

    private ReportRoomsReply reply(
            boolean unknown, String instance, RoomReport report, OnlineSnapshot snapshot) {
        CometCounts own = snapshot.comets().getOrDefault(instance, NOTHING);
        Map<String, Integer> totals = totals(snapshot);
        // The snapshot may be older than the report.
        Set<String> rooms = new HashSet<>(own.rooms().keySet());
        rooms.addAll(report.members().keySet());
        ReportRoomsReply.Builder reply =
                ReportRoomsReply.newBuilder()
                        .setSnapshotWanted(unknown && !report.snapshot())
                        .setForgotten(unknown && report.snapshot());
        for (String room : rooms) {
            int elsewhere = totals.getOrDefault(room, 0) - own.rooms().getOrDefault(room, 0);
            if (elsewhere > 0) {
                reply.putMembersElsewhere(room, elsewhere);
            }
        }
        return reply.build();
    }

    // Many comets are answered from one snapshot, which is told by its identity: two are rarely
    // equal, and comparing them costs more than adding them up.
    @SuppressWarnings("ReferenceEquality")
    private Map<String, Integer> totals(OnlineSnapshot snapshot) {
        Totals known = last;
        if (known.snapshot() != snapshot) {
            Map<String, Integer> sums = new HashMap<>();
            snapshot.comets()
                    .values()
                    .forEach(
                            comet ->
                                    comet.rooms()
                                            .forEach((r, n) -> sums.merge(r, n, Integer::sum)));
            known = new Totals(snapshot, sums);
            last = known;
        }
        return known.sums();
    }

    private record Totals(OnlineSnapshot snapshot, Map<String, Integer> sums) {}
}
