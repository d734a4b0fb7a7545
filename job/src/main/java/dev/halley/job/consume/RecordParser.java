package dev.halley.job.consume;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.halley.api.record.Record;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what logic wrote. Used by one thread. */
final class RecordParser {
    private static final Logger LOG = LoggerFactory.getLogger(RecordParser.class);
    private static final long WARN_EVERY_MS = 10_000;
    private static final int HEADER_BYTES = 64;

    private long warnedAtMs;

    /** A record that cannot be parsed comes through without content: its position still counts. */
    PolledRecord parse(ConsumerRecord<byte[], byte[]> raw) {
        Position position = new Position(raw.leaderEpoch().orElse(0), raw.offset());
        int bytes = HEADER_BYTES + Math.max(0, raw.serializedValueSize());
        return new PolledRecord(position, content(raw), bytes);
    }

    private @Nullable Record content(ConsumerRecord<byte[], byte[]> raw) {
        if (raw.value() == null) {
            return null;
        }
        try {
            return Record.parseFrom(raw.value());
        } catch (InvalidProtocolBufferException e) {
            long nowMs = System.nanoTime() / 1_000_000;
            if (warnedAtMs == 0 || nowMs - warnedAtMs > WARN_EVERY_MS) {
                warnedAtMs = nowMs;
                LOG.atWarn()
                        .addKeyValue("topic", raw.topic())
                        .addKeyValue("partition", raw.partition())
                        .addKeyValue("offset", raw.offset())
                        .addKeyValue("reason", e.getMessage())
                        .log("record cannot be parsed");
            }
            return null;
        }
    }
}
