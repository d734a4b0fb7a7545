package dev.halley.comet.upstream;

import dev.halley.api.logic.Registration;
import dev.halley.api.record.StreamPosition;
import java.util.List;

/** Told where the streams of users end whose routes were renewed. Any thread; must not block. */
public interface OwnTips {
    /**
     * After each batch that was renewed.
     *
     * @param sessions all of one event loop
     * @param tips each user's once; none for a user without a stream
     */
    void told(List<Registration> sessions, List<StreamPosition> tips);
}
