package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;

/** Jobs. Each knows the rooms of every comet, so that part does not become less with more of them. */
final class JobTier {

    private final Load load;
    private final Site site;
    private final Spread spread;

    JobTier(Load load, Site site, Spread spread) {
        this.load = load;
        this.site = site;
        this.spread = spread;
    }

    Tier tier() {
        return Capacity.of(site)
                .withCores(Constant.JOB_CORES.value() * site.margin().busy())
                .fewest("job", 1, site.margin().spare(), this::each);
    }

    private Use each(int jobs) {
        return shared().times(1.0 / jobs).plus(fixed());
    }

    private Use fixed() {
        double changes = spread.interestChanges();
        return new Use(
                changes * Constant.JOB_INTEREST_CHANGE.seconds(),
                Constant.JOB_BASE.value() + spread.interest() * Constant.ROOM_OF_COMET.value(),
                changes * Constant.COUNT_BYTES.value(),
                0);
    }

    private Use shared() {
        double payload = load.pushes().payloadBytes();
        double further = spread.cometsOfRoom() - 1;
        double deliveries = spread.deliveriesToComet() * spread.comets();
        double pushes = load.pushes().rate();
        return new Use(
                load.userPushes() * Constant.JOB_USER_PUSH.seconds()
                        + load.roomPushes()
                                * (Constant.JOB_ROOM_PUSH.seconds()
                                        + further * Constant.JOB_COMET.seconds()),
                0,
                pushes * (payload + Constant.KAFKA_RECORD.value())
                        + deliveries * Constant.PACKET.value(),
                (deliveries + pushes) * (payload + Constant.DELIVERY_BYTES.value()));
    }
}
