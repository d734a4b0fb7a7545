package dev.halley.logic.http.v1;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.FailureKind;
import dev.halley.logic.http.answer.RequestException;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.http.request.PathTail;
import dev.halley.logic.http.request.Shorten;
import dev.halley.logic.streams.PageRequest;
import dev.halley.logic.streams.StreamPage;
import dev.halley.logic.streams.StreamStore;
import dev.halley.runtime.streams.StreamName;

/** {@code GET /v1/streams/{stream}}. */
public final class StreamRoutes {
    private static final String STREAM = "/v1/streams/";

    private final String app;
    private final StreamStore streams;

    /** Streams of one app. */
    public StreamRoutes(String app, StreamStore streams) {
        this.app = app;
        this.streams = streams;
    }

    /** Adds the route. */
    public void mount(Endpoints endpoints) {
        endpoints.get(STREAM + "*", this::stream);
    }

    private void stream(Exchange exchange) {
        StreamName name = PathTail.stream(STREAM, exchange.request().path());
        Parameters query = exchange.query();
        var wanted =
                new PageRequest(
                        name,
                        query.longNumber("after", 0),
                        query.number("limit", PageRequest.DEFAULT_LIMIT));
        exchange.then(
                streams.knownPage(app, wanted), page -> exchange.answer(answer(name.text(), page)));
    }

    private static Answer answer(String stream, StreamPage page) {
        if (!page.tip().exists()) {
            throw new RequestException(
                    FailureKind.NOT_FOUND,
                    "stream: "
                            + Shorten.text(stream)
                            + " (expected: one that something was written to and that is not off)");
        }
        return new Answer(200, Answer.JSON, PageJson.of(stream, page));
    }
}
