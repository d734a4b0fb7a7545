package dev.halley.simulation.job;

import dev.halley.api.record.Route;
import dev.halley.job.append.AppendActions;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.pipeline.PipelineActions;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.Position;
import dev.halley.job.route.RouteActions;
import dev.halley.job.route.RouteBatch;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.redis.RedisLine;
import dev.halley.simulation.redis.RedisServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the machines of a job want done, done by the models. */
final class JobActions implements PipelineActions, AppendActions, RouteActions {
    private final JobNode job;
    private final Around around;
    private final RedisLine redis;
    private final Map<PendingRecord, FoundRoutes> foundBefore = new HashMap<>();

    JobActions(JobNode job, Around around) {
        this.job = job;
        this.around = around;
        this.redis =
                new RedisLine(around.schedule(), around.network(), around.redis(), job.process());
    }

    String newWord() {
        return "word-" + around.schedule().chance().between(1L, Long.MAX_VALUE - 1);
    }

    @Override
    public void pause(LogId log) {
        if (around.wiring().pausesWhenFull()) {
            job.consumer().pause(log);
        }
    }

    @Override
    public void resume(LogId log) {
        job.consumer().resume(log);
    }

    @Override
    public void append(PendingRecord record) {
        if (!around.wiring().looksUpAfterAppend() && record.target().needsRoutes()) {
            findBefore(record);
        }
        job.appends().take(record);
    }

    private void findBefore(PendingRecord record) {
        RouteBatch alone = new RouteBatch(List.of(record), 0);
        redis.ask(
                server -> find(server, alone).get(0),
                found -> on(() -> foundBefore.put(record, found)),
                () -> {});
    }

    // No push comes twice here, so every claim is granted.
    @Override
    public void claim(PendingRecord record) {
        on(() -> job.pipelines().claimed(record, true));
    }

    @Override
    public void append(List<AppendRequest> requests) {
        for (AppendRequest request : requests) {
            redis.ask(
                    server ->
                            server.streams()
                                    .append(
                                            request,
                                            server.master(),
                                            around.wiring(),
                                            around.ledger()::appended),
                    answer -> on(() -> job.appends().answered(request, answer)),
                    () -> on(() -> job.appends().failed(request)));
        }
    }

    @Override
    public void asked(PendingRecord record) {
        if (around.limits().oneRedis() && around.wiring().looksUpAfterAppend()) {
            job.pipelines().appending(record);
        }
    }

    @Override
    public void appended(PendingRecord record, Places places) {
        job.pipelines().appended(record, places);
    }

    @Override
    public void givenBack(LogId log) {
        job.appends().givenBack(log);
    }

    @Override
    public void offline(PendingRecord record, List<Integer> users) {}

    int newEpoch() {
        return around.schedule().chance().between(1, Integer.MAX_VALUE - 1);
    }

    @Override
    public void dropped(LogId log) {
        job.appends().givenBack(log);
    }

    @Override
    public void lookUp(PendingRecord record) {
        FoundRoutes before = foundBefore.remove(record);
        if (before == null) {
            job.lookups().ask(record);
        } else {
            on(() -> job.pipelines().routed(record, before));
        }
    }

    @Override
    public void committable(LogId log, Position next) {
        job.consumer().committable(log, next);
    }

    @Override
    public void drained(LogId log) {
        job.consumer().drained(log);
    }

    @Override
    public void proveOwnership(LogId log) {
        prove(log, () -> job.pipelines().ownershipProved(log));
    }

    @Override
    public void prove(LogId log, String master) {
        prove(log, () -> job.appends().proved(log, master));
    }

    private void prove(LogId log, Runnable proved) {
        if (around.wiring().provesOwnership()) {
            job.consumer().proveOwnership(log, proved);
        } else {
            job.loop().execute(proved);
        }
    }

    @Override
    public void routesReplayed() {
        job.lookups().replayed();
    }

    @Override
    public void forgotten(String node) {
        job.forgotten(node);
    }

    @Override
    public void lookUp(RouteBatch batch) {
        redis.ask(
                server -> new Answer(find(server, batch), server.routes().word()),
                answer -> on(() -> job.lookups().answered(batch, answer.found(), answer.word())),
                () -> on(() -> job.lookups().failed(batch)));
    }

    private static List<FoundRoutes> find(RedisServer server, RouteBatch batch) {
        List<FoundRoutes> found = new ArrayList<>();
        for (PendingRecord record : batch.records()) {
            List<List<Route>> byUser = new ArrayList<>();
            for (String user : record.record().getPush().getUsers().getUsersList()) {
                byUser.add(server.routes().of(user));
            }
            found.add(FoundRoutes.of(byUser));
        }
        return found;
    }

    @Override
    public void routed(PendingRecord record, FoundRoutes found) {
        job.pipelines().routed(record, found);
    }

    @Override
    public void replayRoutes(String word) {
        if (around.wiring().replaysRoutes()) {
            job.pipelines().replayRoutes(word);
        } else {
            job.loop().execute(job.lookups()::replayed);
        }
    }

    @Override
    public void prepareWord(String word) {
        redis.ask(
                server -> server.routes().prepare(word),
                present -> on(() -> job.lookups().prepared(present)),
                () -> on(job.lookups()::wordFailed));
    }

    @Override
    public void confirmWord(String pending, String whole) {
        redis.<Word>ask(
                server -> new Word(server.routes().confirm(whole)),
                present -> on(() -> job.lookups().confirmed(present.text())),
                () -> on(job.lookups()::wordFailed));
    }

    private void on(Runnable event) {
        job.loop().execute(event);
    }

    private record Answer(List<FoundRoutes> found, @Nullable String word) {}

    private record Word(@Nullable String text) {}
}
