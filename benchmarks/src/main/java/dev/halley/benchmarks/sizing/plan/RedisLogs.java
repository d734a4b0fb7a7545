package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;

/**
 * Messages that streams keep. Each push to a user is taken to be to another one of those who were
 * online in that time, until all have one: the first message of a log is the dearest.
 *
 * @param load the load
 * @param small whether Redis sets less aside for a log
 */
record RedisLogs(Load load, boolean small) {

    /** Bytes in all masters together. */
    double bytes() {
        double online = load.sessions() + load.connects() * Constant.STREAM_TTL.value();
        return bytes(load.userPushes(), Math.min(load.crowd().users(), online))
                + bytes(load.roomPushes(), load.crowd().rooms());
    }

    private double bytes(double pushes, double streams) {
        double kept = pushes * Constant.STREAM_TTL.value();
        double logs = Math.min(streams, kept);
        double messages = Math.min(kept, streams * Constant.STREAM_SIZE.value());
        double perMessage = Constant.REDIS_MESSAGE.value() + load.pushes().payloadBytes();
        double first = small ? Constant.REDIS_SMALL_LOG.value() : Constant.REDIS_LOG.value();
        return logs * (first + load.pushes().payloadBytes()) + (messages - logs) * perMessage;
    }
}
