package dev.halley.comet.json;

import java.util.List;

/**
 * Body of a request to join or leave rooms.
 *
 * @param rooms names, each once, in the order asked for
 * @param recover from where streams of these rooms are to be recovered
 */
public record RoomsRequest(List<String> rooms, List<AskedStream> recover) {
    /** Copies the lists. */
    public RoomsRequest {
        rooms = List.copyOf(rooms);
        recover = List.copyOf(recover);
    }
}
