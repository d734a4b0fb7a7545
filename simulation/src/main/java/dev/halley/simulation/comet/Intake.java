package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.LogOpened;
import dev.halley.comet.contract.CometFrames;
import dev.halley.comet.delivery.DeliveredPart;
import dev.halley.comet.delivery.LogId;
import dev.halley.comet.delivery.Marks;
import dev.halley.comet.delivery.OpenLog;
import dev.halley.comet.delivery.PendingRecord;
import dev.halley.comet.delivery.Position;
import dev.halley.comet.delivery.Verdict;
import dev.halley.simulation.around.Limits;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes deliveries up, once each, and reports what is finished. On the comet's delivery thread. */
final class Intake {
    private static final long REPORT_NANOS = 5 * Schedule.MS;

    private final CometNode comet;
    private final Map<OpenLog<Delivery>, JobSide> streams = new HashMap<>();
    private final Set<OpenLog<Delivery>> toReport = new LinkedHashSet<>();
    private Marks<Delivery> marks = new Marks<>(1_000);
    private boolean reporting;
    private int unfinished;

    Intake(CometNode comet) {
        this.comet = comet;
    }

    int unfinished() {
        return unfinished;
    }

    void open(JobSide job, LogOpened opened) {
        LogId id = new LogId(opened.getTopicId(), opened.getPartition());
        OpenLog<Delivery> log = marks.open(opened.getLog(), id, opened.getOwnerEpoch());
        OpenLog<Delivery> before = job.logs().put(opened.getLog(), log);
        if (before != null) {
            forget(before);
        }
        streams.put(log, job);
        if (log.superseded()) {
            refuse(job, log);
        }
    }

    void close(JobSide job, int number) {
        OpenLog<Delivery> log = job.logs().remove(number);
        if (log != null) {
            forget(log);
        }
    }

    void closeAll(JobSide job) {
        job.logs().values().forEach(this::forget);
        job.logs().clear();
        if (!comet.around().wiring().marksOutliveStreams()) {
            marks = new Marks<>(1_000);
        }
    }

    private void forget(OpenLog<Delivery> log) {
        marks.close(log);
        streams.remove(log);
    }

    private static void refuse(JobSide job, OpenLog<Delivery> log) {
        job.send(CometFrames.refused(log.number(), log.highestOwnerEpoch()));
    }

    void deliver(JobSide job, Delivery part) {
        OpenLog<Delivery> log = job.logs().get(part.getLog());
        if (log == null) {
            throw new Violation(comet + " got a delivery for a log that is not open");
        }
        Position position =
                new Position(part.getPosition().getLeaderEpoch(), part.getPosition().getOffset());
        Verdict<Delivery> verdict =
                marks.deliver(new DeliveredPart<>(log, position, part.getMore(), part, 100));
        comet.around()
                .schedule()
                .history()
                .add(
                        () ->
                                comet
                                        + " takes "
                                        + part.getMessageId()
                                        + " from "
                                        + job.job()
                                        + ": "
                                        + verdict.kind());
        switch (verdict.kind()) {
            case ACCEPTED -> accept(job, verdict.record());
            case DUPLICATE -> note(log);
            case SUPERSEDED -> refuse(job, log);
            case WAITING -> {}
        }
    }

    private void accept(JobSide job, @Nullable PendingRecord<Delivery> record) {
        if (record == null) {
            return;
        }
        job.window().take(record.parts().size() * 100L);
        unfinished++;
        int bound = (Limits.UNFINISHED + 6) * comet.jobsEver();
        if (unfinished > bound) {
            throw new Violation(comet + " holds " + unfinished + " records");
        }
        if (!comet.around().wiring().finishedWhenDrained()) {
            OpenLog<Delivery> log = marks.finish(record);
            note(log);
        }
        comet.fanout().dispatch(record.parts(), () -> finished(job, record));
    }

    // Runs on the thread of the shard that was last.
    private void finished(JobSide job, PendingRecord<Delivery> record) {
        comet.delivery()
                .execute(
                        () -> {
                            unfinished--;
                            job.giveBack(record.parts().size() * 100L);
                            if (comet.around().wiring().finishedWhenDrained()) {
                                note(marks.finish(record));
                            }
                        });
    }

    private void note(@Nullable OpenLog<Delivery> log) {
        if (log != null) {
            toReport.add(log);
            reportSoon();
        }
    }

    private void reportSoon() {
        if (!reporting) {
            reporting = true;
            comet.around().schedule().within(comet.process(), REPORT_NANOS, this::report);
        }
    }

    private void report() {
        reporting = false;
        Map<JobSide, List<Finished>> marks = new LinkedHashMap<>();
        for (OpenLog<Delivery> log : toReport) {
            JobSide job = streams.get(log);
            if (job != null && log.hasFinished()) {
                marks.computeIfAbsent(job, any -> new ArrayList<>())
                        .add(CometFrames.finished(log.number(), log.takeFinished()));
            }
        }
        toReport.clear();
        marks.forEach(Intake::tell);
    }

    private static void tell(JobSide job, List<Finished> marks) {
        if (job.takesBatches()) {
            job.send(CometFrames.finished(marks));
        } else {
            marks.forEach(mark -> job.send(CometFrames.finished(List.of(mark))));
        }
    }
}
