package dev.halley.job.offline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.api.record.Record;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.offline.OfflinePush;
import dev.halley.runtime.management.JsonText;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A push as docs/reference/offline.md describes it. */
final class OfflineJson {
    private static final int SCHEMA = 1;

    private OfflineJson() {}

    static byte[] of(OfflinePush push) {
        Record record = push.record();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("app", record.getApp());
        fields.put("user", push.user());
        fields.put("message_id", Long.toString(record.getMessageId()));
        fields.put("operation", record.getPush().getOperation());
        fields.put("accepted_at_us", record.getAcceptedAtUs());
        if (record.getExpiresAtMs() != 0) {
            fields.put("expires_at_ms", record.getExpiresAtMs());
        }
        StreamPosition at = push.at();
        if (at != null) {
            fields.put("stream", at.getStream());
            fields.put("epoch", at.getEpoch());
            fields.put("offset", Long.toString(at.getOffset()));
        }
        if (!record.getTraceparent().isEmpty()) {
            fields.put("traceparent", record.getTraceparent());
        }
        byte[] payload = record.getPush().getPayload().toByteArray();
        fields.put("payload_base64", Base64.getEncoder().encodeToString(payload));
        return JsonText.of(fields).strip().getBytes(UTF_8);
    }
}
