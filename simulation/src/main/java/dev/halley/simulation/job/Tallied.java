package dev.halley.simulation.job;

import dev.halley.job.record.Incident;
import dev.halley.job.record.Outcome;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import dev.halley.job.record.Target;
import dev.halley.simulation.schedule.History;
import java.util.EnumMap;
import java.util.Map;

/** What a job counts. */
final class Tallied implements Tally {
    private final String job;
    private final History history;
    private final Map<Incident, Integer> incidents = new EnumMap<>(Incident.class);

    Tallied(String job, History history) {
        this.job = job;
        this.history = history;
    }

    @Override
    public void record(Target target, Outcome outcome) {}

    @Override
    public void sent(String comet) {}

    @Override
    public void incident(Incident incident, int times) {
        if (times > 0) {
            incidents.merge(incident, times, Integer::sum);
            history.add(() -> job + " counts " + incident + " " + times);
        }
    }

    @Override
    public void stage(Stage stage, long nanos) {}
}
