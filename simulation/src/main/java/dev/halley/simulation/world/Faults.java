package dev.halley.simulation.world;

import dev.halley.simulation.around.Around;
import dev.halley.simulation.comet.CometNode;
import dev.halley.simulation.job.JobNode;
import dev.halley.simulation.schedule.Chance;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong: drawn one after another, until it is enough. */
final class Faults {
    private static final long CALM_NANOS = 600 * Schedule.MS;
    private static final long FALLS_BEHIND_NANOS = 300 * Schedule.MS;

    private final World world;
    private final Around around;
    private final long everyNanos;
    private final List<Runnable> kinds = new ArrayList<>();
    private int count;
    private boolean ended;

    Faults(World world) {
        this.world = world;
        this.around = world.around();
        Chance chance = around.schedule().chance();
        this.everyNanos = chance.between(100, 1_500) * Schedule.MS;
        List<Runnable> all =
                List.of(
                        // Streams that nobody remembers begin a new epoch.
                        () -> around.redis().restart(),
                        this::failOver,
                        this::killJob,
                        this::killComet,
                        this::pauseJob,
                        this::pauseComet,
                        () -> around.network().cutOne(),
                        () -> around.group().rebalance(),
                        () -> around.group().reset(),
                        this::electLeader,
                        () -> around.redis().leave(length()),
                        this::wipe);
        // Few kinds at a time: a run in which everything happens shows nothing in particular.
        for (int left = chance.between(1, 4); left > 0; left--) {
            kinds.add(chance.of(all));
        }
        around.schedule().after(world.operator(), CALM_NANOS, this::next);
    }

    int count() {
        return count;
    }

    void end() {
        ended = true;
    }

    private void next() {
        if (ended) {
            return;
        }
        count++;
        around.schedule().chance().of(kinds).run();
        long pause = around.schedule().chance().between(1, everyNanos);
        around.schedule().after(world.operator(), pause, this::next);
    }

    private long length() {
        return around.schedule().chance().between(1, around.limits().longestPauseNanos());
    }

    private void wipe() {
        around.ledger().lost(around.redis().wipe());
    }

    private void failOver() {
        around.redis().save();
        around.schedule()
                .after(
                        world.operator(),
                        Math.min(length(), FALLS_BEHIND_NANOS),
                        () -> around.ledger().lost(around.redis().failOver()));
    }

    private void killJob() {
        List<JobNode> jobs = world.jobs();
        if (!jobs.isEmpty()) {
            JobNode job = around.schedule().chance().of(jobs);
            world.kill(job);
            around.schedule()
                    .after(world.operator(), length(), () -> world.startJob(job.instance().name()));
        }
    }

    private void killComet() {
        List<CometNode> comets = world.comets();
        if (!comets.isEmpty()) {
            CometNode comet = around.schedule().chance().of(comets);
            world.kill(comet);
            around.schedule()
                    .after(
                            world.operator(),
                            length(),
                            () -> world.startComet(comet.instance().name()));
        }
    }

    private void pauseJob() {
        if (!world.jobs().isEmpty()) {
            pause(around.schedule().chance().of(world.jobs()).process());
        }
    }

    private void pauseComet() {
        if (!world.comets().isEmpty()) {
            pause(around.schedule().chance().of(world.comets()).process());
        }
    }

    private void pause(Life process) {
        if (process.paused()) {
            return;
        }
        around.schedule().history().add(() -> process + " stands still");
        process.pause();
        around.schedule()
                .after(
                        world.operator(),
                        length(),
                        () -> {
                            around.schedule().history().add(() -> process + " goes on");
                            process.resume(around.schedule());
                        });
    }

    private void electLeader() {
        around.schedule().chance().of(around.kafka().partitions()).electLeader();
    }
}
