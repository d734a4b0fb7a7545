package dev.halley.comet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Writes down what a cursor decides: {@code 7:60}, {@code gap 7:61-62}. */
final class RecordingSink implements StreamSink {
    final List<String> out = new ArrayList<>();
    final List<String> dropped = new ArrayList<>();

    @Override
    public void deliver(Streamed streamed, Message message) {
        out.add(text(message.place()));
    }

    @Override
    public void drop(Streamed streamed) {
        dropped.add(text(streamed.message().place()));
    }

    @Override
    public void gap(Gap gap) {
        out.add("gap " + gap.epoch() + ":" + gap.from() + "-" + gap.to());
    }

    static Streamed at(int epoch, long offset) {
        return at(epoch, offset, Lineage.UNKNOWN);
    }

    static Streamed at(int epoch, long offset, Lineage lineage) {
        return new Reread(message(epoch, offset, lineage));
    }

    static Message message(int epoch, long offset) {
        return message(epoch, offset, Lineage.UNKNOWN);
    }

    private static Message message(int epoch, long offset, Lineage lineage) {
        byte[] payload = (epoch + ":" + offset).getBytes(UTF_8);
        Place place = new Place("room:live://1", epoch, offset, lineage);
        return new Message(1000, payload, offset, 0, new StageTimes(1, 2, 3), place);
    }

    static StreamPage page(int epoch, long first, long last, long from, long to) {
        return page(new StreamPoint(epoch, last), first, from, to);
    }

    static StreamPage page(StreamPoint tip, long first, long from, long to) {
        List<Message> messages =
                LongStream.rangeClosed(from, to)
                        .mapToObj(offset -> message(tip.epoch(), offset, tip.lineage()))
                        .toList();
        return new StreamPage(tip.epoch(), first, tip.offset(), messages, tip.lineage());
    }

    private static String text(Place place) {
        return place.epoch() + ":" + place.offset();
    }
}
