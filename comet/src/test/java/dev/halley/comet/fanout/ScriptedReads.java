package dev.halley.comet.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamReads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Streams that a test answers for. */
final class ScriptedReads implements StreamReads {
    final List<Asked> asked = new ArrayList<>();

    @Override
    public void read(StreamKey stream, long after, Consumer<StreamPage> done) {
        asked.add(new Asked(stream.name(), after, done));
    }

    @Override
    public void tip(StreamKey stream, Consumer<StreamPage> done) {
        asked.add(new Asked(stream.name(), -1, done));
    }

    /** Answers the oldest question with these messages; the stream keeps all from 1 on. */
    void answer(int epoch, long last, long from, long to) {
        answer(epoch, 1, last, from, to);
    }

    void answer(int epoch, long first, long last, long from, long to) {
        Asked oldest = asked.remove(0);
        List<Message> messages =
                LongStream.rangeClosed(from, to)
                        .mapToObj(offset -> message(oldest.stream, epoch, offset))
                        .toList();
        oldest.done.accept(new StreamPage(epoch, first, last, messages));
    }

    /** Answers the oldest question with all that the stream has behind it, in large messages. */
    void answerWithBytes(int epoch, long last, int bytes) {
        Asked oldest = asked.remove(0);
        List<Message> messages =
                LongStream.rangeClosed(oldest.after + 1, last)
                        .mapToObj(offset -> large(oldest.stream, epoch, offset, bytes))
                        .toList();
        oldest.done.accept(new StreamPage(epoch, 1, last, messages));
    }

    private static Message large(String stream, int epoch, long offset, int bytes) {
        byte[] payload = Arrays.copyOf((stream + " " + offset).getBytes(UTF_8), bytes);
        Place place = new Place(stream, epoch, offset);
        return new Message(1000, payload, 1, 0, new StageTimes(1, 2, 3), place);
    }

    void tip(int epoch, long last) {
        asked.remove(0).done.accept(new StreamPage(epoch, last + 1, last, List.of()));
    }

    /** Answers every question for a tip. */
    void tips(int epoch, long last) {
        StreamPage page = new StreamPage(epoch, last + 1, last, List.of());
        List<Asked> tips = asked.stream().filter(question -> question.after == -1).toList();
        asked.removeAll(tips);
        tips.forEach(question -> question.done.accept(page));
    }

    /** Answers the oldest question: streams of the kind are off. */
    void noStream() {
        asked.remove(0).done.accept(StreamPage.NO_STREAM);
    }

    void unreadable() {
        asked.remove(0).done.accept(StreamPage.UNREADABLE);
    }

    private static Message message(String stream, int epoch, long offset) {
        return new Message(
                1000,
                (epoch + "-" + offset).getBytes(UTF_8),
                1,
                0,
                new StageTimes(1, 2, 3),
                new Place(stream, epoch, offset));
    }

    /** A question; after -1: for the tip. */
    record Asked(String stream, long after, Consumer<StreamPage> done) {}
}
