package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;

/** Logics. What each reads of the rooms' counts does not become less with more of them. */
final class LogicTier {

    private final Load load;
    private final Site site;
    private final Spread spread;

    LogicTier(Load load, Site site, Spread spread) {
        this.load = load;
        this.site = site;
        this.spread = spread;
    }

    Tier tier() {
        return Capacity.of(site).fewest("logic", 1, site.margin().spare(), this::each);
    }

    private Use each(int logics) {
        return shared().times(1.0 / logics).plus(fixed());
    }

    /** Counts of rooms on comets that each logic reads, per second: all, when any has changed. */
    static double countsRead(Spread spread) {
        return spread.interest() / Constant.REPORT_INTERVAL.value();
    }

    private Use fixed() {
        double counts = countsRead(spread);
        return new Use(
                counts * Constant.LOGIC_COUNT.seconds(),
                Constant.LOGIC_BASE.value() + spread.interest() * Constant.ROOM_OF_COMET.value(),
                counts * Constant.COUNT_BYTES.value(),
                0);
    }

    private Use shared() {
        double pushes = load.pushes().rate();
        double payload = load.pushes().payloadBytes();
        double renewals = load.sessions() / Constant.RENEWAL_INTERVAL.value();
        double sessions =
                load.connects() * Constant.CONNECT_BYTES.value()
                        + renewals * Constant.RENEWAL_BYTES.value();
        return new Use(
                pushes * Constant.LOGIC_PUSH.seconds()
                        + load.connects() * Constant.LOGIC_CONNECT.seconds()
                        + renewals * Constant.LOGIC_RENEWAL.seconds(),
                0,
                pushes * (payload + Constant.REST_BYTES.value()) + sessions,
                pushes * (payload + Constant.KAFKA_RECORD.value() + Constant.REST_ANSWER.value())
                        + sessions);
    }
}
