package dev.halley.logic.record;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.halley.api.record.Record;
import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.RecordLog;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is appended, and who waits for it. */
final class FakeLog implements RecordLog {
    final List<Appended> appended = new ArrayList<>();

    @Override
    public void append(String topic, int partition, byte[] value, Acknowledgement waiting) {
        try {
            Record record = Record.parseFrom(value);
            appended.add(new Appended(topic, partition, record, value.length, waiting));
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void append(KeyedRecord keyed, Acknowledgement waiting) {
        throw new UnsupportedOperationException("pushes have no key");
    }

    record Appended(
            String topic, int partition, Record record, int bytes, Acknowledgement waiting) {}
}
