package dev.halley.comet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    public void deliver(Streamed streamed) {
        out.add(text(streamed));
    }

    @Override
    public void drop(Streamed streamed) {
        dropped.add(text(streamed));
    }

    @Override
    public void gap(Gap gap) {
        out.add("gap " + gap.epoch() + ":" + gap.from() + "-" + gap.to());
    }

    static Streamed at(int epoch, long offset) {
        return new Reread(message(epoch, offset));
    }

    static Message message(int epoch, long offset) {
        byte[] payload = (epoch + ":" + offset).getBytes(UTF_8);
        Place place = new Place("room:live://1", epoch, offset);
        return new Message(1000, payload, offset, 0, new StageTimes(1, 2, 3), place);
    }

    static StreamPage page(int epoch, long first, long last, long from, long to) {
        return new StreamPage(
                epoch,
                first,
                last,
                LongStream.rangeClosed(from, to).mapToObj(o -> message(epoch, o)).toList());
    }

    private static String text(Streamed streamed) {
        Place place = streamed.message().place();
        return place.epoch() + ":" + place.offset();
    }
}
