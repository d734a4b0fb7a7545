package dev.halley.job.append.redis;

import dev.halley.api.redis.RedisKeys;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import java.util.ArrayList;
import java.util.List;

/** A request whose outcome is known if the head is what this job wrote last. */
final class KnownAppend implements AppendCall {
    /** Compares and writes. */
    static final String TEXT = AppendScript.load("known.lua");

    private static final int FIELDS = 9;

    private final AppendRequest request;
    private final KnownHead before;
    private final KnownHead after;

    KnownAppend(AppendRequest request, KnownHead before, KnownHead after) {
        this.request = request;
        this.before = before;
        this.after = after;
    }

    /** What the head is once the script has appended. */
    KnownHead head() {
        return after;
    }

    /** Whether the script has appended; otherwise it has done nothing that counts. */
    static boolean isDone(String reply) {
        return reply.equals("1");
    }

    @Override
    public String text() {
        return TEXT;
    }

    @Override
    public String[] keys() {
        RedisKeys names = new RedisKeys(request.target().app());
        String stream = request.target().name().text();
        return new String[] {names.streamHead(stream), names.streamLog(stream)};
    }

    @Override
    public String[] arguments() {
        List<AppendMessage> messages = request.messages();
        List<String> arguments = new ArrayList<>(FIELDS + 2 * messages.size());
        arguments.add(before.recent());
        arguments.add(Integer.toString(before.source().epoch().number()));
        arguments.add(before.source().master());
        arguments.add(AppendScript.part(request.log()));
        arguments.add(Long.toString(request.moment().nowMs()));
        arguments.add(KnownHead.text(after.at()));
        arguments.add(Long.toString(after.last()));
        arguments.add(Long.toString(after.bytes()));
        arguments.add(after.recent());
        long offset = before.last();
        for (AppendMessage message : messages) {
            offset++;
            arguments.add(Long.toString(offset));
            arguments.add(AppendScript.entry(message));
        }
        return arguments.toArray(String[]::new);
    }
}
