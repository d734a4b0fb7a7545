package dev.halley.logic.http.request;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what requests hold in memory over the whole node: how many with a body are at work, and
 * how many bytes their bodies take. When full, a request is refused at once. Thread-safe.
 */
public final class Admission {
    private final int maxRequests;
    private final long maxBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Nothing admitted yet. */
    public Admission(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    /** Takes on one more request; each one taken on is to be let go with {@link #leave}. */
    public boolean enter() {
        if (requests.incrementAndGet() > maxRequests) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Takes on that many more bytes, or none of them. */
    public boolean hold(int more) {
        if (bytes.addAndGet(more) > maxBytes) {
            bytes.addAndGet(-more);
            return false;
        }
        return true;
    }

    /** A request taken on is done, and lets go of its bytes. */
    public void leave(long held) {
        requests.decrementAndGet();
        bytes.addAndGet(-held);
    }

    /** Requests at work now. */
    public int requestsAdmitted() {
        return requests.get();
    }

    /** Bytes of bodies held now. */
    public long bytesHeld() {
        return bytes.get();
    }
}
