package dev.halley.job.pipeline;

import dev.halley.api.comet.Delivery;
import dev.halley.job.record.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A comet as the protocol describes it: takes a record up once, in the order it comes, finishes as
 * many as it is told to, and answers a duplicate of what it has finished.
 */
final class PlayedComet {
    final String instance;
    private final World world;
    private final String[] rooms;
    private final List<Long> accepted = new ArrayList<>();
    private final Map<Integer, Long> answered = new HashMap<>();
    private FakeStream stream = new FakeStream();
    private int read;
    private int finished;
    private boolean attached;

    PlayedComet(World world, String instance, String... rooms) {
        this.world = world;
        this.instance = instance;
        this.rooms = rooms;
    }

    boolean attached() {
        return attached;
    }

    void attach() {
        if (!attached) {
            stream = new FakeStream();
            read = 0;
            answered.clear();
            attached = true;
            world.attach(stream, instance, rooms);
        }
    }

    void detach() {
        if (attached) {
            attached = false;
            world.detach(stream);
        }
    }

    void writable(boolean now) {
        stream.ready(now);
        world.settle();
    }

    /** Reads what was sent, finishes this many more, and says so on the present stream. */
    void work(int more) {
        if (!attached) {
            return;
        }
        for (Delivery delivery : stream.deliveries().subList(read, stream.deliveries().size())) {
            long offset = delivery.getPosition().getOffset();
            if (!delivery.getMore() && (accepted.isEmpty() || offset > last())) {
                accepted.add(offset);
            }
        }
        read = stream.deliveries().size();
        finished = Math.min(accepted.size(), finished + more);
        if (finished == 0) {
            return;
        }
        long mark = accepted.get(finished - 1);
        stream.deliveries().stream()
                .filter(delivery -> delivery.getPosition().getOffset() <= mark)
                .reduce((before, latest) -> latest)
                .ifPresent(delivery -> answer(delivery));
    }

    private void answer(Delivery delivery) {
        long offset = Position.of(delivery.getPosition()).offset();
        if (answered.getOrDefault(delivery.getLog(), -1L) < offset) {
            answered.put(delivery.getLog(), offset);
            world.finish(stream, instance, delivery.getLog(), offset);
        }
    }

    private long last() {
        return accepted.get(accepted.size() - 1);
    }

    /** Offsets in the order they were taken up. */
    List<Long> accepted() {
        return accepted;
    }

    /** Offsets that are finished. */
    List<Long> finished() {
        return accepted.subList(0, finished);
    }
}
