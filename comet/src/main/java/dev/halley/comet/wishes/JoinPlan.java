package dev.halley.comet.wishes;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.json.RoomAnswer;
import dev.halley.comet.json.RoomAnswer.Refusal;
import dev.halley.comet.json.StreamAnswer;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.runtime.streams.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The rooms of one request: those that are joined, and those that are refused. Pure. */
public final class JoinPlan {
    private final Map<String, Optional<Refusal>> verdicts;
    private final List<RoomAsk> asks = new ArrayList<>();
    private final List<RoomAnswer> answers = new ArrayList<>();
    private final List<StreamAnswer> streams = new ArrayList<>();

    /** Rooms of an app, as they were judged, and from where each is to be recovered. */
    public JoinPlan(String app, Map<String, Optional<Refusal>> verdicts, AskedPlaces asked) {
        this.verdicts = verdicts;
        verdicts.forEach(
                (room, refused) -> {
                    if (refused.isEmpty()) {
                        StreamPoint after = asked.take(StreamName.ofRoom(room));
                        asks.add(new RoomAsk(new RoomKey(app, room), after));
                    }
                });
    }

    /** What the shard is asked for. */
    public List<RoomAsk> asks() {
        return asks;
    }

    /** Names of {@link #asks}, in their order. */
    public List<String> wanted() {
        return asks.stream().map(ask -> ask.room().name()).toList();
    }

    /** How many rooms are refused. */
    public int refused() {
        return verdicts.size() - asks.size();
    }

    /**
     * Notes what came of it.
     *
     * @param joined for each of {@link #asks}, in their order
     * @param members of a room, over all comets
     */
    public void joined(List<JoinedRoom> joined, ToIntFunction<RoomKey> members) {
        int next = 0;
        for (Map.Entry<String, Optional<Refusal>> verdict : verdicts.entrySet()) {
            String room = verdict.getKey();
            if (verdict.getValue().isPresent()) {
                answers.add(RoomAnswer.refused(room, verdict.getValue().get()));
            } else {
                RoomAsk ask = asks.get(next);
                Optional<StreamAnswer> stream =
                        answer(StreamName.ofRoom(room), ask.after(), joined.get(next));
                stream.ifPresent(streams::add);
                answers.add(
                        RoomAnswer.joined(
                                room,
                                stream.filter(s -> s.epoch() != 0),
                                members.applyAsInt(ask.room())));
                next++;
            }
        }
    }

    /** Each room, in the order asked for. */
    public List<RoomAnswer> rooms() {
        return answers;
    }

    /** Each stream of a room that was joined, and of others of them what was asked for. */
    public List<StreamAnswer> streams() {
        return streams;
    }

    /** What a client is told of a stream; empty when there is none and none was asked for. */
    public static Optional<StreamAnswer> answer(
            StreamName stream, @Nullable StreamPoint asked, JoinedRoom joined) {
        requireNonNull(joined, "joined");
        String name = stream.text();
        if (joined.epoch() == 0) {
            return asked == null ? Optional.empty() : Optional.of(StreamAnswer.unknown(name));
        }
        return Optional.of(
                StreamAnswer.of(name, joined.recovered(), joined.epoch(), joined.offset()));
    }
}
