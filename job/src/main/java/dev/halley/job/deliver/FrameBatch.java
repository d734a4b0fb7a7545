package dev.halley.job.deliver;

import dev.halley.api.comet.Delivery;
import dev.halley.job.lanes.JobFrames;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivery messages on their way into one frame. A frame costs both ends about as much as what is in
 * it, so what is ready at one moment goes together; nothing is waited for. A message as large as a
 * frame may be goes alone, so that no frame is larger for its company. Owned by one thread.
 */
final class FrameBatch {
    private final DeliverySettings settings;
    private final List<Delivery> gathered = new ArrayList<>();
    private int bytes;

    FrameBatch(DeliverySettings settings) {
        this.settings = settings;
    }

    /**
     * Adds a message behind the others; sends what has no room for more.
     *
     * @param together whether the comet takes several in one frame
     */
    void add(Delivery delivery, CometStream stream, boolean together) {
        int size = delivery.getSerializedSize();
        if (size > settings.batchBytes() - bytes) {
            send(stream);
        }
        gathered.add(delivery);
        bytes += size;
        if (!together || gathered.size() >= settings.batchDeliveries()) {
            send(stream);
        }
    }

    /** Sends what is gathered, if anything is. */
    void send(CometStream stream) {
        if (!gathered.isEmpty()) {
            stream.send(JobFrames.deliveries(gathered));
            gathered.clear();
            bytes = 0;
        }
    }
}
