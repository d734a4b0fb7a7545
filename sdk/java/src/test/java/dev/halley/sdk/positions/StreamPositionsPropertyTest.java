package dev.halley.sdk.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class StreamPositionsPropertyTest {

    /** Something that happens to a server and its client. */
    enum Event {
        PUSH,
        PUSH_FILTERED,
        DELIVER,
        DELIVER_ALL,
        REPEAT_LAST,
        REPEAT_EARLIER,
        SKIP,
        TRIM,
        WIPE,
        WIPE_AND_SAY,
        CUT,
        CONNECT
    }

    @Property(tries = 5000)
    void eachMessageIsHandedOnOnceAndInOrderOrItsLossIsTold(@ForAll("events") List<Event> events) {
        ModelServer server = new ModelServer();
        WatchedClient client = new WatchedClient(server::visible);
        server.connect(client);
        events.forEach(event -> happen(event, server, client));
        server.cut(client);
        server.connect(client);
        server.deliverAll(client);

        assertThat(client.covered()).isEqualTo(server.tip());
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.frequency(
                        Tuple.of(8, Event.PUSH),
                        Tuple.of(2, Event.PUSH_FILTERED),
                        Tuple.of(6, Event.DELIVER),
                        Tuple.of(2, Event.DELIVER_ALL),
                        Tuple.of(1, Event.REPEAT_LAST),
                        Tuple.of(1, Event.REPEAT_EARLIER),
                        Tuple.of(1, Event.SKIP),
                        Tuple.of(1, Event.TRIM),
                        Tuple.of(1, Event.WIPE),
                        Tuple.of(1, Event.WIPE_AND_SAY),
                        Tuple.of(2, Event.CUT),
                        Tuple.of(3, Event.CONNECT))
                .list()
                .ofMaxSize(80);
    }

    private static void happen(Event event, ModelServer server, WatchedClient client) {
        switch (event) {
            case PUSH -> server.push(true);
            case PUSH_FILTERED -> server.push(false);
            case DELIVER -> server.deliver(client);
            case DELIVER_ALL -> server.deliverAll(client);
            case REPEAT_LAST -> server.repeat(0);
            case REPEAT_EARLIER -> server.repeat(2);
            case SKIP -> server.skip(2);
            case TRIM -> server.trim(3);
            case WIPE -> server.wipe(false);
            case WIPE_AND_SAY -> server.wipe(true);
            case CUT -> server.cut(client);
            case CONNECT -> server.connect(client);
        }
    }
}
