package dev.halley.simulation.around;

import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.frames.Place;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client, as the comet it is connected to sees it. */
public interface Audience {
    /** The tenant. */
    String app();

    /** Whose device it is. */
    String user();

    /** Which device it is. */
    String key();

    /** Whether it speaks version 2: knows places, asks from them, and is told of gaps. */
    boolean knowsPlaces();

    /** How far it is in its user's stream, as its AUTH says; null: it asks for nothing. */
    @Nullable StreamPoint after();

    /** The rooms that its AUTH names; a client of version 1 goes into them later. */
    List<RoomAsk> rooms();

    /** Its AUTH is answered. What takes the session's commands is handed over. */
    void connected(Object session, JoinedRoom own);

    /** Its session was registered, which takes the place of the one before. */
    void registered(Object session);

    /** Whether this is the session that was registered last. */
    boolean isLatest(Object session);

    /** It is in a room. */
    void joined(Object session, String room, JoinedRoom joined);

    /** A message has come. */
    void message(Object session, String target, Place place, long messageId);

    /** Messages will not come. */
    void gap(Object session, String stream, Gap gap);
}
