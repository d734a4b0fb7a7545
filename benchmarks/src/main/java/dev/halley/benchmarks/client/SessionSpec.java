package dev.halley.benchmarks.client;

/**
 * One session of the load.
 *
 * @param place which comet it begins with, counted over and over
 * @param target index of the room or user it receives for
 * @param senders how many senders push to that target
 * @param mid its user
 * @param key its key
 * @param room its room, empty for none
 */
public record SessionSpec(int place, int target, int senders, long mid, String key, String room) {

    /** The stream that it receives: its room's, or without a room its user's. */
    public String stream() {
        return room.isEmpty() ? "user:" + mid : "room:" + room;
    }
}
