package dev.halley.job.append.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.api.redis.RedisKeys;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.record.LogId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a request looks like to the script. Arguments are bytes, as ISO 8859-1. */
final class AppendScript implements AppendCall {
    private static final String PARTS = load("head.lua") + load("usual.lua") + load("append.lua");

    private final String text;
    private final List<String> keys = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final String master;

    /**
     * The script's keys and arguments for this request.
     *
     * @param master the replication id that the server had a moment ago; empty: not known, so that the
     *     script asks for it
     * @param text the script's
     */
    AppendScript(AppendRequest request, String master, String text) {
        this.master = master;
        this.text = text;
        RedisKeys names = new RedisKeys(request.target().app());
        String stream = request.target().name().text();
        keys.add(names.streamHead(stream));
        keys.add(names.streamLog(stream));
        keys.add(names.streamSeen(stream));
        add(request.moment(), request.terms());
        arguments.add(part(request.log()));
        arguments.add(master);
        arguments.add(request.moment().provedUnder());
        for (AppendMessage message : request.messages()) {
            add(message, names, stream);
        }
    }

    /** All of it: the head is read, then comes the usual case, then all others. */
    static String text(FormerMasters former) {
        return former.lua() + PARTS;
    }

    /** The replication id that it was given. */
    String master() {
        return master;
    }

    /** The text of a part. */
    static String load(String part) {
        try (InputStream in = AppendScript.class.getResourceAsStream(part)) {
            return new String(Objects.requireNonNull(in, part).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(AppendMoment moment, AppendTerms terms) {
        number(moment.nowMs());
        number(moment.freshEpoch());
        number(moment.remembered().tip().epoch());
        number(moment.remembered().tip().last());
        number(terms.retention().size());
        number(terms.retention().ttl().toMillis());
        number(terms.retention().bytes());
        number(terms.headTtl().toMillis());
        number(terms.positions());
        number(moment.committed().leaderEpoch());
        number(moment.committed().offset());
    }

    private void add(AppendMessage message, RedisKeys names, String stream) {
        number(message.position().leaderEpoch());
        number(message.position().offset());
        if (message.onceUntilMs() == 0) {
            number(0);
        } else {
            keys.add(names.streamOnce(stream, message.entry().getMessageId()));
            number(keys.size());
        }
        number(message.onceUntilMs());
        arguments.add(entry(message));
    }

    /** A partition, as heads have it. */
    static String part(LogId log) {
        return bytes(log.topicId() + "/" + log.partition());
    }

    static String entry(AppendMessage message) {
        return new String(message.entry().toByteArray(), ISO_8859_1);
    }

    private void number(long value) {
        arguments.add(Long.toString(value));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String[] keys() {
        return keys.toArray(String[]::new);
    }

    @Override
    public String[] arguments() {
        return arguments.toArray(String[]::new);
    }
}
