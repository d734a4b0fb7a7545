package dev.halley.logic.record;

import dev.halley.api.record.Record;

/** A record, and where it goes. */
record PartitionRecord(String topic, int partition, Record content) {
    byte[] bytes() {
        return content.toByteArray();
    }
}
