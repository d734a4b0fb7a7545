package dev.halley.simulation.kafka;

import dev.halley.api.record.Record;
import dev.halley.job.record.LogId;
import java.util.ArrayList;
import java.util.List;

/** The topics of users and of rooms. What is appended stays. */
public final class KafkaLog {
    private final List<Partition> partitions = new ArrayList<>();
    private final int perTopic;

    /** Two empty topics. */
    public KafkaLog(int partitionsPerTopic) {
        perTopic = partitionsPerTopic;
        for (String topic : List.of("halley-push", "halley-room")) {
            for (int i = 0; i < partitionsPerTopic; i++) {
                partitions.add(new Partition(new LogId(topic, topic + "-id", i)));
            }
        }
    }

    /** All partitions of all topics. */
    public List<Partition> partitions() {
        return partitions;
    }

    /** The partition of a target's records, always the same. */
    public Partition of(Record record) {
        boolean toRoom = record.getPush().hasRoom();
        String key =
                toRoom
                        ? record.getPush().getRoom()
                        : record.getPush().getUsers().getUsersList().get(0);
        int index = Math.floorMod(key.hashCode(), perTopic);
        return partitions.get(toRoom ? perTopic + index : index);
    }
}
