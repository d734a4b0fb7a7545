package dev.halley.logic.online;

import dev.halley.runtime.node.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A snapshot added up over all comets. Immutable. A comet that has started again may still have its
 * earlier life's report in Redis: only the latest life of a node counts.
 */
public final class Occupancy {
    /** Nobody is there. */
    public static final Occupancy EMPTY = of(new OnlineSnapshot(Map.of()));

    private static final Comparator<RoomCount> FULLEST_FIRST =
            Comparator.comparingInt(RoomCount::members).reversed().thenComparing(RoomCount::room);

    private final Map<String, Integer> rooms;
    private final List<RoomCount> fullestFirst;
    private final Map<String, NodeCount> nodes;
    private final long sessions;
    private final long addresses;

    private Occupancy(Map<String, Integer> rooms, Map<String, NodeCount> nodes) {
        this.rooms = rooms;
        this.nodes = nodes;
        this.sessions = nodes.values().stream().mapToLong(NodeCount::sessions).sum();
        this.addresses = nodes.values().stream().mapToLong(NodeCount::addresses).sum();
        List<RoomCount> sorted = new ArrayList<>(rooms.size());
        rooms.forEach((room, members) -> sorted.add(new RoomCount(room, members)));
        sorted.sort(FULLEST_FIRST);
        this.fullestFirst = sorted;
    }

    /** Adds a snapshot up; takes time in proportion to its rooms. */
    public static Occupancy of(OnlineSnapshot snapshot) {
        Map<String, Integer> rooms = new HashMap<>();
        Map<String, NodeCount> nodes = new HashMap<>();
        for (Life life : latestLives(snapshot)) {
            CometCounts counts = life.counts();
            nodes.put(life.node(), new NodeCount(counts.sessions(), counts.addresses()));
            counts.rooms().forEach((room, members) -> rooms.merge(room, members, Integer::sum));
        }
        return new Occupancy(rooms, nodes);
    }

    private static Collection<Life> latestLives(OnlineSnapshot snapshot) {
        Map<String, Life> latest = new HashMap<>();
        snapshot.comets()
                .forEach(
                        (instance, counts) -> {
                            Life life = Life.of(instance, counts);
                            latest.merge(life.node(), life, Life::later);
                        });
        return latest.values();
    }

    /** Members of a room over all comets; 0 for one that nobody is in. */
    public int members(String room) {
        return rooms.getOrDefault(room, 0);
    }

    /** How many rooms have members. */
    public int rooms() {
        return rooms.size();
    }

    /** Sessions over all comets. */
    public long sessions() {
        return sessions;
    }

    /** Distinct remote addresses, added up over the comets: one on two comets counts twice. */
    public long addresses() {
        return addresses;
    }

    /** What this node holds. */
    public NodeCount node(String name) {
        return nodes.getOrDefault(name, NodeCount.NONE);
    }

    /** The rooms with most members, and of equal ones the first by name. */
    public List<RoomCount> top(Predicate<RoomCount> which, int limit) {
        List<RoomCount> top = new ArrayList<>();
        for (RoomCount room : fullestFirst) {
            if (top.size() >= limit) {
                break;
            }
            if (which.test(room)) {
                top.add(room);
            }
        }
        return top;
    }

    private record Life(String node, long startedAtMs, CometCounts counts) {
        static Life of(String instance, CometCounts counts) {
            try {
                InstanceId id = InstanceId.parse(instance);
                return new Life(id.name(), id.startedAtMs(), counts);
            } catch (IllegalArgumentException e) {
                return new Life(instance, 0, counts);
            }
        }

        Life later(Life other) {
            return other.startedAtMs > startedAtMs ? other : this;
        }
    }
}
