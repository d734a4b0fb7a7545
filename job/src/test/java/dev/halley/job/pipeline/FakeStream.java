package dev.halley.job.pipeline;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.JobFrame;
import dev.halley.job.deliver.CometStream;
import dev.halley.job.support.Payloads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A stream that keeps what is sent. */
final class FakeStream implements CometStream {
    private final List<JobFrame> frames = new ArrayList<>();
    private boolean ready = true;
    private boolean broken;
    private int asked;

    @Override
    public boolean ready() {
        asked++;
        return ready;
    }

    /** How often it was asked whether it takes more. */
    int asked() {
        return asked;
    }

    void ready(boolean now) {
        ready = now;
    }

    @Override
    public void send(JobFrame frame) {
        if (broken) {
            throw new IllegalStateException("sent on a broken stream: " + frame);
        }
        frames.add(frame);
    }

    @Override
    public void breakOff(String reason) {
        broken = true;
    }

    boolean broken() {
        return broken;
    }

    List<JobFrame> frames() {
        return frames;
    }

    List<Delivery> deliveries() {
        return frames.stream().flatMap(FakeStream::deliveries).toList();
    }

    private static Stream<Delivery> deliveries(JobFrame frame) {
        return switch (frame.getFrameCase()) {
            case DELIVERY -> Stream.of(frame.getDelivery());
            case DELIVERIES -> frame.getDeliveries().getDeliveriesList().stream();
            default -> Stream.empty();
        };
    }

    /** How many deliveries each frame had that has any. */
    List<Integer> batches() {
        return frames.stream()
                .map(frame -> (int) deliveries(frame).count())
                .filter(count -> count > 0)
                .toList();
    }

    List<String> payloads() {
        return deliveries().stream().map(Payloads::of).toList();
    }

    /** Number of the last log that was opened. */
    int openLog() {
        return frames.stream()
                .filter(JobFrame::hasLogOpened)
                .mapToInt(frame -> frame.getLogOpened().getLog())
                .reduce(0, (before, last) -> last);
    }
}
