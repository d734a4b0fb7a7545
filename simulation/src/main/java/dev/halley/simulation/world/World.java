package dev.halley.simulation.world;

import dev.halley.runtime.node.InstanceId;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.client.ClientModel;
import dev.halley.simulation.client.Pushers;
import dev.halley.simulation.comet.CometNode;
import dev.halley.simulation.job.JobNode;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything of one run: who lives, and how they are killed and started. */
final class World {
    private static final long STARTED_MS = 1_800_000_000_000L;
    private static final List<String> USERS = List.of("ann", "bob", "cleo");
    private static final List<String> ROOMS = List.of("live://1", "live://2");

    private final Around around;
    private final Life operator = new Life("operator");
    private final Map<String, JobNode> jobs = new LinkedHashMap<>();
    private final Map<String, CometNode> comets = new LinkedHashMap<>();
    private final List<ClientModel> clients = new ArrayList<>();
    private final Pushers pushers;

    World(Around around) {
        this.around = around;
        List.of("comet-1", "comet-2").forEach(this::startComet);
        List.of("job-1", "job-2").forEach(this::startJob);
        int devices = around.schedule().chance().between(2, 4);
        for (int i = 0; i < devices; i++) {
            String user = USERS.get(i % USERS.size());
            clients.add(
                    new ClientModel(around, this::accepting, ROOMS, user, user + "-" + (i + 1)));
        }
        long pause = around.schedule().chance().between(100, 800) * Schedule.MS;
        pushers = new Pushers(around, USERS, ROOMS, pause);
    }

    Around around() {
        return around;
    }

    Life operator() {
        return operator;
    }

    List<JobNode> jobs() {
        return List.copyOf(jobs.values());
    }

    List<CometNode> comets() {
        return List.copyOf(comets.values());
    }

    Pushers pushers() {
        return pushers;
    }

    List<ClientModel> clients() {
        return clients;
    }

    private List<CometNode> accepting() {
        return comets.values().stream().filter(CometNode::accepting).toList();
    }

    private InstanceId newLife(String name) {
        return new InstanceId(name, STARTED_MS + around.schedule().nanos() / Schedule.MS);
    }

    void startJob(String name) {
        jobs.put(name, new JobNode(around, newLife(name)));
    }

    void startComet(String name) {
        comets.put(name, new CometNode(around, newLife(name)));
    }

    void kill(JobNode job) {
        kill(job.process(), job.instance());
        jobs.remove(job.instance().name());
    }

    void kill(CometNode comet) {
        kill(comet.process(), comet.instance());
        comet.sessions().died();
        comets.remove(comet.instance().name());
    }

    private void kill(Life process, InstanceId life) {
        around.schedule().history().add(() -> process + " is killed");
        process.kill();
        around.network().died(process);
        around.schedule()
                .within(operator, around.limits().lateNanos(), () -> around.registry().fails(life));
    }

    /** Who has still something to do; empty: all is quiet. */
    List<String> busy() {
        List<String> busy = new ArrayList<>();
        jobs.values().stream().filter(job -> !job.quiet()).forEach(job -> busy.add(job.toString()));
        comets.values().stream()
                .filter(comet -> !comet.quiet())
                .forEach(comet -> busy.add(comet.toString()));
        around.kafka().partitions().stream()
                .filter(partition -> partition.committed() != partition.end())
                .forEach(partition -> busy.add(partition.toString()));
        return busy;
    }
}
