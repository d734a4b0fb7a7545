package dev.halley.benchmarks.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Where sessions connect: the comets as they are known now. Sessions begin spread evenly; one that
 * was cut, or refused, tries another comet than the one it had. Any thread may call.
 */
public final class Comets {

    private final List<Consumer<List<LoadTarget>>> followers = new CopyOnWriteArrayList<>();
    private volatile List<LoadTarget> targets;

    /** With these, at least one. */
    public Comets(List<LoadTarget> targets) {
        this.targets = checked(targets);
    }

    /** From now on these; an empty list changes nothing, as nobody could connect anywhere. */
    public void become(List<LoadTarget> newTargets) {
        if (!newTargets.isEmpty() && !newTargets.equals(targets)) {
            targets = checked(newTargets);
            followers.forEach(follower -> follower.accept(newTargets));
        }
    }

    /** As they are known now. */
    public List<LoadTarget> all() {
        return targets;
    }

    /** Tells every change to come, on the thread that brings it. */
    public void follow(Consumer<List<LoadTarget>> follower) {
        followers.add(follower);
    }

    /** The comet that a session begins with. */
    public LoadTarget first(int session) {
        List<LoadTarget> all = targets;
        return all.get(session % all.size());
    }

    /** A comet to try after one that is gone or refused: any of the others, as likely as any. */
    public LoadTarget after(LoadTarget failed, RandomGenerator random) {
        List<LoadTarget> all = targets;
        List<LoadTarget> others = all.stream().filter(target -> !target.equals(failed)).toList();
        return others.isEmpty() ? all.get(0) : others.get(random.nextInt(others.size()));
    }

    private static List<LoadTarget> checked(List<LoadTarget> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("comet: none (expected: at least one)");
        }
        return List.copyOf(targets);
    }
}
