package dev.halley.comet.rpc;

import dev.halley.api.comet.Delivery;

/**
 * One part of a record.
 *
 * @param delivery what the job said
 * @param receivedUs when it came, microseconds since 1970
 */
record ReceivedPart(Delivery delivery, long receivedUs) {
    int bytes() {
        return delivery.getSerializedSize();
    }

    boolean isBroadcast() {
        return delivery.hasToEveryone();
    }
}
