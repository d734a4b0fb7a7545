package dev.halley.job.bootstrap;

import dev.halley.job.deliver.PeerState;
import java.util.Map;
import java.util.function.Supplier;

/** What other threads may see of the loop: a snapshot that it publishes several times a second. */
final class LoopView {
    /**
     * A moment of the loop.
     *
     * @param records taken in and not finished
     * @param bytes of those
     * @param paused partitions
     * @param appendsWaiting streams that wait to be appended to
     * @param lookupsWaiting records that wait for their routes
     * @param offlineWaiting pushes that wait to be written to the topic for users without a session
     * @param comets by state
     */
    record Moment(
            int records,
            long bytes,
            int paused,
            int appendsWaiting,
            int lookupsWaiting,
            int offlineWaiting,
            Map<PeerState, Integer> comets) {
        int comets(PeerState state) {
            return comets.getOrDefault(state, 0);
        }
    }

    private final Supplier<Map<String, Long>> lag;
    private volatile Moment present = new Moment(0, 0, 0, 0, 0, 0, Map.of());

    LoopView(Supplier<Map<String, Long>> lag) {
        this.lag = lag;
    }

    void publish(Moment moment) {
        present = moment;
    }

    Moment present() {
        return present;
    }

    long lag(String topic) {
        return lag.get().getOrDefault(topic, 0L);
    }
}
