package dev.halley.simulation.kafka;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who of the group owns which partition. A partition moves when its owner has given it back, or was
 * not heard of for too long; then the owner learns of it late, and goes on meanwhile.
 */
public final class ConsumerGroup {
    private static final long LOOK_NANOS = 100 * Schedule.MS;
    private static final long TELL_NANOS = 40 * Schedule.MS;

    private final Schedule schedule;
    private final List<Partition> partitions;
    private final long sessionTimeoutNanos;
    private final Life broker = new Life("broker");
    private final Set<GroupMember> members = new LinkedHashSet<>();
    private final Map<Partition, Ownership> owners = new HashMap<>();
    private final Map<GroupMember, Long> silentSince = new HashMap<>();
    private int generation;

    /** Nobody is in the group; it looks after its members from now on. */
    public ConsumerGroup(Schedule schedule, KafkaLog log, long sessionTimeoutNanos) {
        this.schedule = schedule;
        this.partitions = log.partitions();
        this.sessionTimeoutNanos = sessionTimeoutNanos;
        look();
    }

    /** Takes a member in. */
    public void join(GroupMember member) {
        members.add(member);
        rebalance();
    }

    /** A member leaves, having given back everything. */
    public void leave(GroupMember member) {
        evict(member);
    }

    /** The group was reset by an operator: its generations begin anew. */
    public void reset() {
        generation = 0;
        List.copyOf(members).forEach(this::evict);
    }

    /** Whether the group knows this one. */
    public boolean has(GroupMember member) {
        return members.contains(member);
    }

    /** Gives every partition to whom chance wants, by way of its present owner. */
    public void rebalance() {
        if (members.isEmpty()) {
            return;
        }
        generation++;
        List<GroupMember> all = new ArrayList<>(members);
        for (Partition partition : partitions) {
            Ownership present = owners.get(partition);
            if (present == null) {
                give(partition, schedule.chance().of(all));
            } else if (present.heir == null && schedule.chance().oneIn(3)) {
                moveTo(partition, present, schedule.chance().of(all));
            }
        }
    }

    private void moveTo(Partition partition, Ownership present, GroupMember heir) {
        if (present.owner != heir) {
            present.heir = heir;
            GroupMember owner = present.owner;
            schedule.within(owner.process(), TELL_NANOS, () -> owner.asked(partition));
        }
    }

    private void give(Partition partition, GroupMember owner) {
        int given = generation;
        owners.put(partition, new Ownership(owner));
        schedule.history().add(() -> "group gives " + partition.id() + " to " + owner.process());
        schedule.within(
                owner.process(),
                TELL_NANOS,
                () -> {
                    if (owns(owner, partition)) {
                        owner.given(partition, given);
                    }
                });
    }

    private boolean owns(GroupMember member, Partition partition) {
        Ownership present = owners.get(partition);
        return present != null && present.owner == member;
    }

    /** A member has given back what it was asked for. */
    public void returned(GroupMember member, Partition partition) {
        Ownership present = owners.get(partition);
        if (present == null || present.owner != member) {
            return;
        }
        owners.remove(partition);
        if (present.heir != null && members.contains(present.heir)) {
            generation++;
            give(partition, present.heir);
        } else {
            rebalance();
        }
    }

    /** Commits, if the partition is this member's; false: refused. */
    public boolean commit(GroupMember member, Partition partition, long next) {
        if (!owns(member, partition)) {
            return false;
        }
        partition.commit(next);
        return true;
    }

    private void look() {
        for (GroupMember member : List.copyOf(members)) {
            if (member.process().alive() && !member.process().paused()) {
                silentSince.remove(member);
            } else if (schedule.nanos() - silentSince.computeIfAbsent(member, m -> schedule.nanos())
                    >= sessionTimeoutNanos) {
                evict(member);
            }
        }
        schedule.after(broker, LOOK_NANOS, this::look);
    }

    private void evict(GroupMember member) {
        if (!members.remove(member)) {
            return;
        }
        silentSince.remove(member);
        owners.values().removeIf(present -> present.owner == member);
        schedule.history().add(() -> "group without " + member.process());
        schedule.within(member.process(), 10 * TELL_NANOS, member::evicted);
        rebalance();
    }

    private static final class Ownership {
        private final GroupMember owner;
        private @Nullable GroupMember heir;

        Ownership(GroupMember owner) {
            this.owner = owner;
        }
    }
}
