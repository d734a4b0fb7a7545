package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;

/**
 * How a room's members lie over so many comets, when clients go to any comet.
 *
 * @param load the load
 * @param comets comets that serve
 */
record Spread(Load load, int comets) {

    /** Comets that have members of a room, on average: what a push to it goes to. */
    double cometsOfRoom() {
        double members = load.crowd().members();
        if (comets == 1) {
            return 1;
        }
        return Math.max(1, -comets * Math.expm1(members * Math.log1p(-1.0 / comets)));
    }

    /** Pairs of a room and a comet that has members of it. */
    double interest() {
        return load.crowd().rooms() * cometsOfRoom();
    }

    /** How often such a pair comes or goes, per second: with a first member, and with the last. */
    double interestChanges() {
        double others = load.crowd().members() - 1;
        double alone = comets == 1 ? 0 : Math.exp(others * Math.log1p(-1.0 / comets));
        return 2 * load.connects() * load.roomsOfSession() * alone;
    }

    /** Deliveries of all jobs to one comet, per second. */
    double deliveriesToComet() {
        return (load.userPushes() + load.roomPushes() * cometsOfRoom()) / comets;
    }
}
