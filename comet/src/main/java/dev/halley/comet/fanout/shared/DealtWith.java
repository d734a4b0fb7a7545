package dev.halley.comet.fanout.shared;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.writing.FanoutMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries that a shard has dealt with and whose receipts wait for the flush. */
public final class DealtWith {
    private final List<LocalDelivery> deliveries = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final FanoutMetrics metrics;
    private final Clock clock;

    /** Nothing waits yet. */
    public DealtWith(FanoutMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Its receipt waits for the flush. */
    public void add(LocalDelivery delivery) {
        deliveries.add(delivery);
    }

    /** As {@link #add(LocalDelivery)}, for several. */
    public void addAll(List<LocalDelivery> all) {
        deliveries.addAll(all);
    }

    /** A further hold on a receipt, of a session for which a push had to wait. */
    public void add(Receipt receipt) {
        receipts.add(receipt);
    }

    /** Releases all, and says how many deliveries they were. */
    public int release() {
        receipts.forEach(Receipt::release);
        receipts.clear();
        int count = deliveries.size();
        if (count == 0) {
            return 0;
        }
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        for (int i = 0; i < count; i++) {
            release(deliveries.get(i), nowUs);
        }
        deliveries.clear();
        return count;
    }

    private void release(LocalDelivery delivery, long nowUs) {
        Message message = messageOf(delivery);
        if (message != null) {
            metrics.passed(message.times(), nowUs);
        }
        delivery.receipt().release();
    }

    private static @Nullable Message messageOf(LocalDelivery delivery) {
        if (delivery instanceof LocalDelivery.ToRoom room) {
            return room.message();
        }
        if (delivery instanceof LocalDelivery.ToEveryone everyone) {
            return everyone.message();
        }
        return delivery instanceof LocalDelivery.ToSessions direct ? direct.message() : null;
    }
}
