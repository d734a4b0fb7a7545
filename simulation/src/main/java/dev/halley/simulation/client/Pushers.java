package dev.halley.simulation.client;

import com.google.protobuf.ByteString;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.api.record.Users;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.kafka.Entry;
import dev.halley.simulation.kafka.Partition;
import dev.halley.simulation.schedule.Chance;
import dev.halley.simulation.schedule.Life;
import java.nio.ByteBuffer;
import java.util.List;

/** Those who push: through logic, which answers once Kafka has. */
public final class Pushers {
    private static final int SOME_OPERATION = 1_000;

    private final Around around;
    private final List<String> users;
    private final List<String> rooms;
    private final Life process = new Life("pushers");
    private final long pauseNanos;
    private long lastId;
    private boolean ended;

    /** Begins to push. */
    public Pushers(Around around, List<String> users, List<String> rooms, long pauseNanos) {
        this.around = around;
        this.users = users;
        this.rooms = rooms;
        this.pauseNanos = pauseNanos;
        pushLater();
    }

    private void pushLater() {
        long pause = around.schedule().chance().between(1, pauseNanos);
        around.schedule().after(process, pause, this::pushSome);
    }

    private void pushSome() {
        Chance chance = around.schedule().chance();
        for (int left = chance.between(1, 3); left > 0; left--) {
            push(chance);
        }
        if (!ended) {
            pushLater();
        }
    }

    private void push(Chance chance) {
        boolean toRoom = chance.oneIn(2);
        String target = chance.of(toRoom ? rooms : users);
        long messageId = ++lastId;
        // What clients are given is known by what it says: version 1 has no ids.
        ByteBuffer payload = ByteBuffer.allocate(Long.BYTES).putLong(0, messageId);
        Push.Builder push =
                Push.newBuilder()
                        .setOperation(SOME_OPERATION)
                        .setPayload(ByteString.copyFrom(payload));
        if (toRoom) {
            push.setRoom(target);
        } else {
            push.setUsers(Users.newBuilder().addUsers(target));
        }
        Record record =
                Record.newBuilder().setApp("default").setMessageId(messageId).setPush(push).build();
        Partition partition = around.kafka().of(record);
        Entry entry = partition.append(record);
        around.schedule()
                .history()
                .add(
                        () ->
                                "accepted %d for %s at %s %d"
                                        .formatted(
                                                record.getMessageId(),
                                                target,
                                                partition.id(),
                                                entry.offset()));
        around.ledger().accepted(record.getMessageId(), target);
    }

    /** Pushes nothing any more. */
    public void end() {
        ended = true;
    }
}
