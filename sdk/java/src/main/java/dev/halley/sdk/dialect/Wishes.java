package dev.halley.sdk.dialect;

import dev.halley.sdk.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a session asks for at its next connect: it changes as the client changes its mind. On its loop. */
public final class Wishes {

    private final Identity identity;
    private final Set<String> rooms;
    private final boolean filters;
    private List<Integer> accepts;
    private String key;

    /**
     * Those that the application has at first.
     *
     * @param version of the protocol: in version 2 no operations means all of them
     */
    public Wishes(Identity identity, int version) {
        this.identity = identity;
        this.filters = version == 1 || !identity.accepts().isEmpty();
        this.rooms = new LinkedHashSet<>(identity.rooms());
        this.accepts = identity.accepts();
        this.key = identity.key();
    }

    Identity identity() {
        return identity;
    }

    /** The rooms, in the order in which they were joined. */
    public List<String> rooms() {
        return List.copyOf(rooms);
    }

    List<Integer> accepts() {
        return accepts;
    }

    /** The session's key; empty: the server is to make one. */
    String key() {
        return key;
    }

    void key(String newKey) {
        key = newKey;
    }

    /** In this room only; empty: in none. */
    public void onlyRoom(String room) {
        rooms.clear();
        if (!room.isEmpty()) {
            rooms.add(room);
        }
    }

    void join(String room) {
        rooms.add(room);
    }

    void leave(String room) {
        rooms.remove(room);
    }

    /** Whether it wants only the operations named, be it none. */
    boolean filters() {
        return filters;
    }

    /** Wants these operations too; changes nothing when it wants all. */
    public void accept(Collection<Integer> operations) {
        if (!filters) {
            return;
        }
        List<Integer> all = new ArrayList<>(accepts);
        operations.stream().filter(operation -> !all.contains(operation)).forEach(all::add);
        accepts = List.copyOf(all);
    }

    /** Wants these operations no more. */
    public void stopAccepting(Collection<Integer> operations) {
        accepts = accepts.stream().filter(operation -> !operations.contains(operation)).toList();
    }
}
