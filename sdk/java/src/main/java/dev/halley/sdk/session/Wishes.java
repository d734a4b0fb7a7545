package dev.halley.sdk.session;

import dev.halley.sdk.Identity;
import java.util.ArrayList;
import java.util.List;

/** What a session asks for at its next connect: it changes as the client changes its mind. */
final class Wishes {

    private final Identity identity;
    private String room;
    private List<Integer> accepts;

    Wishes(Identity identity) {
        this.identity = identity;
        this.room = identity.room();
        this.accepts = identity.accepts();
    }

    void room(String newRoom) {
        room = newRoom;
    }

    void accept(List<Integer> operations) {
        List<Integer> all = new ArrayList<>(accepts);
        operations.stream().filter(operation -> !all.contains(operation)).forEach(all::add);
        accepts = List.copyOf(all);
    }

    void stopAccepting(List<Integer> operations) {
        accepts = accepts.stream().filter(operation -> !operations.contains(operation)).toList();
    }

    byte[] authBody() {
        return AuthBody.of(identity, room, accepts);
    }
}
