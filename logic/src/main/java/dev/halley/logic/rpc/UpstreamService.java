package dev.halley.logic.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.api.kafka.Topics;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.Upstream;
import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.AllAcknowledged;
import dev.halley.logic.kafka.RecordLog;
import dev.halley.logic.kafka.RecordLog.KeyedRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Messages from clients, to the topic {@value Topics#UPSTREAM}. A message's key is its user, or the
 * session's key when it has none; the value is the client's body; the rest is in headers.
 */
public final class UpstreamService {
    private final RecordLog log;

    /** Into this log. */
    public UpstreamService(RecordLog log) {
        this.log = requireNonNull(log, "log");
    }

    /** Completes when Kafka has all messages of the request. */
    CompletionStage<Void> receive(ReceiveRequest request) {
        if (request.getMessagesCount() == 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> kept = new CompletableFuture<>();
        Acknowledgement all =
                new AllAcknowledged(
                        request.getMessagesCount(),
                        failure -> {
                            if (failure == null) {
                                kept.complete(null);
                            } else {
                                kept.completeExceptionally(failure.exception());
                            }
                        });
        for (Upstream message : request.getMessagesList()) {
            log.append(record(request, message), all);
        }
        return kept;
    }

    private static KeyedRecord record(ReceiveRequest request, Upstream message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("app", request.getApp());
        headers.put("operation", Integer.toString(message.getOperation()));
        headers.put("key", message.getKey());
        headers.put("room", message.getRoom());
        headers.put("comet", request.getInstance());
        headers.put("received_at_us", Long.toString(message.getReceivedAtUs()));
        String key = message.getUser().isEmpty() ? message.getKey() : message.getUser();
        return new KeyedRecord(Topics.UPSTREAM, key, message.getBody(), headers);
    }
}
