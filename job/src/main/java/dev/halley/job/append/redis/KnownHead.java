package dev.halley.job.append.redis;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.append.StreamEnd;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of a stream as this job wrote it last, and what it becomes by an append in the usual case.
 * The part usual.lua of the script works out the same from what Redis has; whoever changes one changes the
 * other, and a test compares them. What is not usual has no next head.
 *
 * @param source what has to be the same at the next append
 * @param first offset of the oldest entry
 * @param last offset of the latest entry
 * @param sinceMs time of the oldest entry
 * @param renewedAtMs when the keys were given their time
 * @param bytes of all entries
 * @param at highest position that was appended
 * @param committed what stands before it is forgotten
 * @param positions the last positions with their offsets, as the head has them
 */
record KnownHead(
        Source source,
        long first,
        long last,
        long sinceMs,
        long renewedAtMs,
        long bytes,
        Position at,
        Position committed,
        String positions)
        implements StreamEnd {
    /** More would make Redis keep the head in another form. */
    private static final int MAX_RECENT = 64;

    private static final double SIXTEENTH = 1.0 / 16;
    private static final int STATE_FIELDS = 6;

    /**
     * What a head is of.
     *
     * @param master the replication id of Redis
     * @param epoch of the stream
     */
    record Source(AppendTerms terms, String master, AppendEpoch epoch) {}

    /**
     * What the script says the head is now; empty: it was not the usual case, or the server has no
     * replication id.
     */
    static Optional<KnownHead> of(
            AppendRequest request, String master, AppendAnswer answer, String state) {
        if (state.isEmpty() || master.isEmpty()) {
            return Optional.empty();
        }
        // first, since, renewed, bytes, at; and recent: committed, last, and the positions.
        String[] fields = state.split(" ", STATE_FIELDS);
        String[] recent = fields[STATE_FIELDS - 1].split(" ", 2);
        int end = recent[1].indexOf(' ');
        return Optional.of(
                new KnownHead(
                        new Source(request.terms(), master, answer.epoch()),
                        Long.parseLong(fields[0]),
                        answer.tip().last(),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        position(fields[4]),
                        position(recent[0]),
                        recent[1].substring(end)));
    }

    private static Position position(String text) {
        int colon = text.indexOf(':');
        return new Position(
                Integer.parseInt(text.substring(0, colon)),
                Long.parseLong(text.substring(colon + 1)));
    }

    /**
     * The append that this request is, if the head is still this.
     *
     * @param master the replication id that Redis had a moment ago
     * @return empty: not the usual case
     */
    Optional<KnownAppend> append(AppendRequest request, String master) {
        boolean isSame = source.master.equals(master) && source.terms.equals(request.terms());
        if (!isSame || isToBeRenewed(request.moment().nowMs())) {
            return Optional.empty();
        }
        return withMessages(request)
                .filter(next -> next.isKept(request.moment().nowMs()))
                .map(next -> new KnownAppend(request, this, next));
    }

    private Optional<KnownHead> withMessages(AppendRequest request) {
        Position forgotten = request.moment().committed();
        if (forgotten.compareTo(committed) < 0) {
            forgotten = committed;
        }
        boolean allCommitted = at.compareTo(forgotten) < 0;
        StringBuilder texts = new StringBuilder(allCommitted ? "" : positions);
        Position highest = at;
        long offset = last;
        long size = bytes;
        for (AppendMessage message : request.messages()) {
            if (message.onceUntilMs() != 0 || message.position().compareTo(highest) <= 0) {
                return Optional.empty();
            }
            highest = message.position();
            offset++;
            size += message.entry().getSerializedSize();
            texts.append(' ').append(text(highest)).append('=').append(offset);
        }
        return Optional.of(
                new KnownHead(
                        source,
                        first,
                        offset,
                        sinceMs,
                        renewedAtMs,
                        size,
                        highest,
                        forgotten,
                        texts.toString()));
    }

    private boolean isToBeRenewed(long nowMs) {
        long ageMs = nowMs - renewedAtMs;
        return ageMs < 0 || ageMs >= source.terms.retention().ttl().toMillis() * SIXTEENTH;
    }

    // Nothing has to be trimmed, and the positions fit.
    private boolean isKept(long nowMs) {
        Retention retention = source.terms.retention();
        return last - first + 1 <= retention.size() * (1 + SIXTEENTH)
                && bytes <= retention.bytes() * (1 + SIXTEENTH)
                && sinceMs >= nowMs - retention.ttl().toMillis() * (1 + SIXTEENTH)
                && recent().length() <= MAX_RECENT;
    }

    @Override
    public StreamTip tip() {
        return new StreamTip(source.epoch.number(), last);
    }

    /** The field of the head that another append would have changed. */
    String recent() {
        return text(committed) + ' ' + last + positions;
    }

    /** The answer to the request that has led to this head. */
    AppendAnswer answer(AppendRequest request) {
        List<AppendResult> results = new ArrayList<>(request.messages().size());
        for (int i = request.messages().size() - 1; i >= 0; i--) {
            results.add(new AppendResult(AppendResult.Kind.APPENDED, last - i));
        }
        return new AppendAnswer(this, source.epoch, results);
    }

    static String text(Position position) {
        return position.leaderEpoch() + ":" + position.offset();
    }
}
