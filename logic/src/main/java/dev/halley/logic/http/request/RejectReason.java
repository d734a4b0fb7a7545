package dev.halley.logic.http.request;

import java.util.Locale;

/** Which limit a request or a connection was turned away for. */
public enum RejectReason {
    /** The node has its fill of connections. */
    CONNECTIONS,
    /** The node has its fill of pushes that wait for Kafka. */
    PUSHES_IN_FLIGHT,
    /** The bodies being read and kept have used up their memory. */
    BODY_BYTES,
    /** One body is over its limit. */
    BODY_TOO_LARGE,
    /** A body did not come within its time. */
    BODY_TOO_SLOW,
    /** No whole request head came within the idle time. */
    IDLE,
    /** An answer was not finished within the request time. */
    REQUEST_TOO_SLOW,
    /** The caller goes on asking, but does not read the answers. */
    SLOW_READER,
    /** What came is not HTTP, or its head is over the limits. */
    BAD_HTTP;

    /** The name as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
