package dev.halley.benchmarks.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** Lines of JSON as scenarios print them. */
final class Runs {

    static final String ROOM_TITLE =
            "room: 5000 sessions in 1 room(s) over TCP, protocol 1, 200.0 pushes/s for 20.0 s after"
                    + " 5.0 s of warm-up, 64 bytes";
    static final String FLOOR_TITLE =
            "floor, room: 5000 connections over TCP, 200.0 messages/s for 30.0 s after 5.0 s of"
                    + " warm-up, 64 bytes, duty 0.5";

    private Runs() {}

    static String room(String title, double cometUs, double p99) {
        return """
                {"expected":10,"deliveries_per_s":1000,"messages_per_frame":4.4,\
                "e2e_ms":{"p50":1.5,"p99":%s,"p999":9,"max":12},\
                "cpu_us_per_delivery":{"logic":0.1,"comet-1":%s,"comet-2":0.2},\
                "steps":[],"stalls_ms":{"1.5":300},"frames_are":"reads","good":true,"title":"%s"}"""
                .formatted(p99, cometUs, title)
                .strip();
    }

    static String floor(String title, double us) {
        return """
                {"scenario":"floor","shape":"room","deliveries_per_s":1000,\
                "messages_per_frame":14,"e2e_ms":{"p50":1,"p99":4,"p999":5,"max":6},\
                "cpu_us_per_delivery":{"floor":%s},"frames_are":"writes","good":true,"title":"%s"}"""
                .formatted(us, title)
                .strip();
    }

    static RunFile file(String name, String... lines) {
        try {
            return RunFile.parse(name, List.of(lines));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
