package dev.halley.logic.kafka;

import com.google.protobuf.ByteString;
import java.util.Map;

/**
 * Appends to Kafka. Thread-safe; never waits: a full buffer fails at once, and so does a partition
 * that is past the deadline with earlier records. Records appended to one partition one after the
 * other stay in that order.
 */
public interface RecordLog {
    /** Appends to a partition that the caller chose. The value must not change afterwards. */
    void append(String topic, int partition, byte[] value, Acknowledgement acknowledgement);

    /** Appends to the partition of the key, as every Kafka client computes it. */
    void append(KeyedRecord keyed, Acknowledgement acknowledgement);

    /**
     * A record with a key.
     *
     * @param topic where to
     * @param key decides the partition
     * @param value as consumers get it
     * @param headers name to text
     */
    record KeyedRecord(String topic, String key, ByteString value, Map<String, String> headers) {}
}
