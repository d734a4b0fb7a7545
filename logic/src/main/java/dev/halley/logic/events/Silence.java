package dev.halley.logic.events;

/** Tells nobody. */
final class Silence implements SessionEvents {
    @Override
    public boolean wantsRooms() {
        return false;
    }

    @Override
    public void online(EventSession session, boolean first, String room) {
        // Nobody listens.
    }

    @Override
    public void offline(EventSession session, boolean last, String reason) {
        // Nobody listens.
    }

    @Override
    public void moved(EventSession session, String left, String joined, long atUs) {
        // Nobody listens.
    }
}
