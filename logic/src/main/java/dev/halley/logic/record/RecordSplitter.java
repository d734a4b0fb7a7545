package dev.halley.logic.record;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Everyone;
import dev.halley.api.record.Keys;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.api.record.Users;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * Turns a push into records: one for each partition that its users or keys are in, one for each
 * room. Immutable.
 */
final class RecordSplitter {
    static final int SCHEMA_VERSION = 1;

    private final Partitions partitions;

    RecordSplitter(Partitions partitions) {
        this.partitions = partitions;
    }

    /**
     * What a push is given when it is accepted.
     *
     * @param messageId of all its records
     * @param acceptedAtUs microseconds since 1970
     * @param onceUntilMs until when the same message id may come again, milliseconds since 1970; 0:
     *     it does not
     */
    record Stamp(long messageId, long acceptedAtUs, long onceUntilMs) {}

    List<PartitionRecord> split(PushCommand command, Stamp stamp) {
        Record.Builder record = head(command, stamp);
        Push.Builder push =
                record.getPushBuilder()
                        .setOperation(command.operation())
                        .setPayload(command.payload());
        String app = command.app();
        Target target = command.target();
        if (target instanceof Target.Room room) {
            push.setRoom(room.room());
            return List.of(record(Topics.ROOM, ofRoom(app, room.room()), record));
        }
        if (target instanceof Target.Users users) {
            return grouped(
                    record,
                    users.users(),
                    user -> Topics.ofUser(app, user, partitions.push()),
                    (to, some) -> to.setUsers(Users.newBuilder().addAllUsers(some)));
        }
        if (target instanceof Target.Keys keys) {
            return grouped(
                    record,
                    keys.keys(),
                    key -> Topics.ofKey(app, key, partitions.push()),
                    (to, some) -> to.setKeys(Keys.newBuilder().addAllKeys(some)));
        }
        if (target instanceof Target.Rooms rooms) {
            return eachRoom(record, app, rooms.rooms());
        }
        int speed = ((Target.Everyone) target).speed();
        push.setEveryone(Everyone.newBuilder().setSpeed(speed));
        int partition = Topics.ofEveryone(app, partitions.all());
        return List.of(record(Topics.ALL, partition, record));
    }

    private static Record.Builder head(PushCommand command, Stamp stamp) {
        int ttl = command.ttlSeconds();
        long acceptedAtUs = stamp.acceptedAtUs();
        return Record.newBuilder()
                .setSchemaVersion(SCHEMA_VERSION)
                .setApp(command.app())
                .setMessageId(stamp.messageId())
                .setAcceptedAtUs(acceptedAtUs)
                .setOnceUntilMs(stamp.onceUntilMs())
                .setTraceparent(command.traceparent())
                .setExpiresAtMs(ttl == 0 ? 0 : acceptedAtUs / 1_000 + ttl * 1_000L);
    }

    private static List<PartitionRecord> grouped(
            Record.Builder record,
            List<String> names,
            ToIntFunction<String> partitionOf,
            BiConsumer<Push.Builder, List<String>> address) {
        if (names.size() == 1) {
            address.accept(record.getPushBuilder(), names);
            int partition = partitionOf.applyAsInt(names.get(0));
            return List.of(record(Topics.PUSH, partition, record));
        }
        var groups = new TreeMap<Integer, List<String>>();
        for (String name : names) {
            groups.computeIfAbsent(partitionOf.applyAsInt(name), p -> new ArrayList<>()).add(name);
        }
        List<PartitionRecord> records = new ArrayList<>(groups.size());
        groups.forEach(
                (partition, some) -> {
                    address.accept(record.getPushBuilder(), some);
                    records.add(record(Topics.PUSH, partition, record));
                });
        return records;
    }

    private List<PartitionRecord> eachRoom(Record.Builder record, String app, List<String> rooms) {
        List<PartitionRecord> records = new ArrayList<>(rooms.size());
        for (String room : rooms) {
            record.getPushBuilder().setRoom(room);
            records.add(record(Topics.ROOM, ofRoom(app, room), record));
        }
        return records;
    }

    private int ofRoom(String app, String room) {
        return Topics.ofRoom(app, room, partitions.room());
    }

    private static PartitionRecord record(String topic, int partition, Record.Builder record) {
        return new PartitionRecord(topic, partition, record.build());
    }
}
