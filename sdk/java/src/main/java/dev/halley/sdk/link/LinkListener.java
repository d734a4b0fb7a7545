package dev.halley.sdk.link;

/** What happens on a link; every method runs on the link's event loop. */
public interface LinkListener {

    /** The connection is open, and upgraded where it is a WebSocket. */
    void onUp();

    /** A frame arrived; batches were taken apart. */
    void onFrame(Frame frame);

    /** The link is over, or never came up; called exactly once. */
    void onDown(LinkEnd end);
}
