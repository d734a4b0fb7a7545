package dev.halley.comet.members;

/** Who tells the jobs which rooms have members on this node. */
public interface RoomWatcher {
    /**
     * A room got its first member on this node, or lost its last one. Which of the two is to be read
     * from {@link NodeRooms#members}, because calls for one room may come late.
     *
     * <p>Called on event loops; must not block.
     */
    void changed(RoomKey room);

    /**
     * Runs something once every attached job takes the room into account, or after a bounded time.
     *
     * <p>Called on event loops; must not block. {@code then} may run on any thread, also before this
     * returns.
     */
    void whenInForce(RoomKey room, Runnable then);
}
