package dev.halley.job.support;

import com.google.protobuf.ByteString;
import dev.halley.api.comet.Delivery;

/** Payloads as texts. */
public final class Payloads {
    private Payloads() {}

    public static String of(Delivery delivery) {
        ByteString payload =
                switch (delivery.getActionCase()) {
                    case TO_SESSIONS -> delivery.getToSessions().getPayload();
                    case TO_ROOM -> delivery.getToRoom().getPayload();
                    case TO_EVERYONE -> delivery.getToEveryone().getPayload();
                    case CLOSE ->
                            ByteString.copyFromUtf8("close " + delivery.getClose().getReason());
                    case MOVE, ACTION_NOT_SET -> ByteString.EMPTY;
                };
        return payload.toStringUtf8();
    }
}
