package dev.halley.logic.rpc;

import dev.halley.api.logic.ConnectReply;
import dev.halley.logic.auth.Identity;
import dev.halley.logic.auth.Wishes;
import dev.halley.logic.registry.Registered;

/** What a comet is told of a session that was let in. */
final class ConnectReplies {
    private ConnectReplies() {}

    /** Who it is and what it wants; the rest is the caller's to fill in. */
    static ConnectReply.Builder of(Identity identity, Registered registered) {
        Wishes wishes = identity.wishes();
        ConnectReply.Builder reply =
                ConnectReply.newBuilder()
                        .setUser(identity.user())
                        .setKey(identity.key())
                        .setGeneration(registered.generation())
                        .setRoom(wishes.room())
                        .setPlatform(identity.platform())
                        .addAllRooms(wishes.rooms())
                        .setAcceptsAll(wishes.accepts().isEmpty())
                        .addAllRecover(wishes.recover());
        wishes.accepts().ifPresent(reply::addAllAccepts);
        identity.rights().message().ifPresent(reply::setMayJoin);
        return reply;
    }
}
