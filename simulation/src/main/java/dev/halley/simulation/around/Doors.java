package dev.halley.simulation.around;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.schedule.Life;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which life of a comet answers at which address. */
public final class Doors {
    private final Map<String, JobDoor> comets = new LinkedHashMap<>();

    /** No comet. */
    public Doors() {}

    /** Where jobs attach to a comet. */
    public interface JobDoor {
        /** Its life. */
        Life process();

        /**
         * A job has dialled.
         *
         * @param toJob frames for it, which take the link
         * @return takes the job's frames
         */
        Consumer<JobFrame> attach(Link link, Consumer<CometFrame> toJob);
    }

    /** A life answers at this address from now on. */
    public void open(String node, JobDoor comet) {
        comets.put(node, comet);
    }

    /** Who answers; null: nobody. */
    public @Nullable JobDoor at(String node) {
        JobDoor door = comets.get(node);
        return door == null || !door.process().alive() ? null : door;
    }
}
