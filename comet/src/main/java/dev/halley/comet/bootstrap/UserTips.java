package dev.halley.comet.bootstrap;

import dev.halley.api.logic.Registration;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.contract.StreamPlaces;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.upstream.OwnTips;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes where users' streams end, as renewals tell it, to the shards of their sessions. */
final class UserTips implements OwnTips {
    private final Shards shards;
    private final String app;

    UserTips(Shards shards, String app) {
        this.shards = shards;
        this.app = app;
    }

    @Override
    public void told(List<Registration> sessions, List<StreamPosition> tips) {
        Map<String, StreamPoint> byStream = new HashMap<>(tips.size() * 2);
        for (StreamPosition tip : tips) {
            byStream.put(tip.getStream(), StreamPlaces.point(tip));
        }
        Shard shard = shards.ofSession(sessions.get(0).getSessionId());
        shard.loop().execute(() -> sessions.forEach(session -> tell(shard, session, byStream)));
    }

    private void tell(Shard shard, Registration session, Map<String, StreamPoint> byStream) {
        StreamPoint tip = byStream.get(StreamKey.ofUser(app, session.getUser()).name());
        if (tip != null) {
            shard.ownTip(session.getSessionId(), tip);
        }
    }
}
