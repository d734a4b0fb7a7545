package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Site;

/**
 * Comets. Messages are counted as merged into one frame only as far as the pacing by duty does that
 * for one room alone on a comet's loops.
 */
final class CometTier {

    private final Load load;
    private final Site site;

    CometTier(Load load, Site site) {
        this.load = load;
        this.site = site;
    }

    Tier tier() {
        int bySessions =
                (int)
                        Math.min(
                                Math.ceil(load.sessions() / site.node().sessions()),
                                Capacity.MOST_NODES + 1.0);
        Tier tier =
                Capacity.of(site).fewest("comet", bySessions, site.margin().spare(), this::each);
        return tier.serving() == bySessions && bySessions > 1 ? tier.limitedBy("sessions") : tier;
    }

    Use each(int comets) {
        Spread spread = new Spread(load, comets);
        double frames = roomFrames(spread);
        return new Use(
                cores(spread, frames),
                Constant.COMET_BASE.value()
                        + Constant.COMET_RECENT.value()
                        + load.sessions()
                                / comets
                                * (Constant.COMET_SESSION.value()
                                        + Constant.SYSTEM_SESSION.value()),
                in(spread, frames),
                out(spread, frames));
    }

    private double cores(Spread spread, double roomFrames) {
        double sessions = load.sessions() / spread.comets();
        return spread.deliveriesToComet() * Constant.COMET_DELIVERY.seconds()
                + (roomFrames + userFrames(spread)) * Constant.COMET_FRAME.seconds()
                + load.connects() / spread.comets() * Constant.COMET_CONNECT.seconds()
                + sessions
                        / Constant.HEARTBEAT_INTERVAL.value()
                        * Constant.COMET_HEARTBEAT.seconds()
                + sessions / Constant.RENEWAL_INTERVAL.value() * Constant.COMET_RENEWAL.seconds();
    }

    private double in(Spread spread, double roomFrames) {
        double sessions = load.sessions() / spread.comets();
        return spread.deliveriesToComet()
                        * (load.pushes().payloadBytes() + Constant.DELIVERY_BYTES.value())
                + (roomFrames + userFrames(spread)) * Constant.PACKET.value()
                + connectBytes(spread)
                + sessions / Constant.HEARTBEAT_INTERVAL.value() * heartbeatBytes();
    }

    private double out(Spread spread, double roomFrames) {
        double sessions = load.sessions() / spread.comets();
        double messages = load.deliveries() / spread.comets();
        return messages * (load.pushes().payloadBytes() + Constant.FRAME_HEADER.value())
                + (roomFrames + userFrames(spread)) * Constant.PACKET.value()
                + connectBytes(spread)
                + sessions / Constant.HEARTBEAT_INTERVAL.value() * heartbeatBytes();
    }

    private double connectBytes(Spread spread) {
        return load.connects() / spread.comets() * Constant.CONNECT_BYTES.value();
    }

    private static double heartbeatBytes() {
        return 2 * (Constant.FRAME_HEADER.value() + Constant.PACKET.value());
    }

    private double userFrames(Spread spread) {
        return load.userPushes() / spread.comets();
    }

    // Frames per second of one comet to members of rooms.
    private double roomFrames(Spread spread) {
        double rooms = spread.interest() / spread.comets();
        double members = load.crowd().members() / spread.cometsOfRoom();
        return rooms * members * framesOfMember(members);
    }

    // A drain takes D for a room's members on a loop, and the next begins D * (1 - duty) / duty
    // later, at most the longest wait: more frames per second than that nobody gets.
    double framesOfMember(double membersOnComet) {
        double drain = membersOnComet / site.node().cores() * Constant.COMET_FRAME.seconds();
        double duty = Constant.COMET_DUTY.value();
        double pause = Math.min(drain * (1 - duty) / duty, Constant.COMET_MAX_WAIT.value());
        return Math.min(load.pushesOfRoom(), 1 / (drain + pause));
    }
}
