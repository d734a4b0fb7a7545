package dev.halley.comet.contract;

import dev.halley.api.comet.Delivery;

/**
 * One part of a record.
 *
 * @param delivery what the job said
 * @param receivedUs when it came, microseconds since 1970
 */
public record ReceivedPart(Delivery delivery, long receivedUs) {
    /** Its size on the wire. */
    public int bytes() {
        return delivery.getSerializedSize();
    }

    /** Whether it goes to everyone. */
    public boolean isBroadcast() {
        return delivery.hasToEveryone();
    }
}
