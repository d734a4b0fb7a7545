package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.client.BrokenStreamException;
import dev.halley.benchmarks.client.CentrifugoBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Replies of Centrifugo's client protocol, in Protobuf, each behind its length. Of each only what
 * the load needs is looked at, where the read put it.
 */
final class CentrifugoReplies implements MessageContent {

    /** Fields of a reply. */
    private static final int ERROR = 2;

    private static final int PUSH = 4;
    private static final int SUBSCRIBED = 6;

    /** Of a push. */
    private static final int PUBLICATION = 4;

    private static final int UNSUBSCRIBED = 7;
    private static final int DISCONNECTED = 11;

    /** Of a publication. */
    private static final int DATA = 4;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 0x80;

    private final LoadSession session;
    private boolean asked;

    /** Behind the varint that was read last. */
    private int next;

    CentrifugoReplies(LoadSession session) {
        this.session = session;
    }

    @Override
    public int take(ByteBuffer in, int at, int end, long left, long nowNanos) {
        long length = varint(in, at, end);
        if (next == at) {
            return at;
        }
        int from = next;
        if (length < 0 || length > in.capacity() / 2 || from - at + length > left) {
            throw new BrokenStreamException("reply of " + length + " bytes");
        }
        if (end - from < length) {
            return at;
        }
        int to = from + (int) length;
        if (length == 0) {
            asked = true;
        } else {
            reply(in, from, to, nowNanos);
        }
        return to;
    }

    @Override
    public @Nullable ByteBuffer takeAnswer() {
        boolean answer = asked;
        asked = false;
        return answer ? CentrifugoBytes.pong() : null;
    }

    private void reply(ByteBuffer in, int from, int to, long nowNanos) {
        for (int at = from; at < to; ) {
            int tag = (int) known(in, at, to);
            int value = next;
            int after = skip(in, value, to, tag & TYPE_MASK);
            switch (tag >>> TYPE_BITS) {
                case ERROR -> throw broken("refused", in, value, after);
                case PUSH -> push(in, inner(in, value, to), after, nowNanos);
                case SUBSCRIBED -> session.cameOnline(new byte[0], nowNanos);
                default -> {
                    // Its number, the answer to the connect, and what is not known.
                }
            }
            at = after;
        }
    }

    private void push(ByteBuffer in, int from, int to, long nowNanos) {
        for (int at = from; at < to; ) {
            int tag = (int) known(in, at, to);
            int value = next;
            int after = skip(in, value, to, tag & TYPE_MASK);
            switch (tag >>> TYPE_BITS) {
                case PUBLICATION -> publication(in, inner(in, value, to), after, nowNanos);
                case UNSUBSCRIBED -> throw broken("unsubscribed", in, value, after);
                case DISCONNECTED -> throw broken("disconnected", in, value, after);
                default -> {
                    // The channel: a session is in one only.
                }
            }
            at = after;
        }
    }

    private void publication(ByteBuffer in, int from, int to, long nowNanos) {
        for (int at = from; at < to; ) {
            int tag = (int) known(in, at, to);
            int value = next;
            int after = skip(in, value, to, tag & TYPE_MASK);
            if (tag >>> TYPE_BITS == DATA && session.online) {
                int data = inner(in, value, to);
                session.message(in, data, after - data, nowNanos);
            }
            at = after;
        }
    }

    /** Where the bytes of a field begin that is one of bytes. */
    private int inner(ByteBuffer in, int value, int to) {
        known(in, value, to);
        return next;
    }

    private int skip(ByteBuffer in, int value, int to, int type) {
        long after =
                switch (type) {
                    case VARINT -> {
                        known(in, value, to);
                        yield next;
                    }
                    case FIXED_64 -> value + Long.BYTES;
                    case BYTES -> behind(known(in, value, to));
                    case FIXED_32 -> value + Integer.BYTES;
                    default -> throw new BrokenStreamException("field of type " + type);
                };
        if (after > to || after < 0) {
            throw new BrokenStreamException("field beyond the end of its reply");
        }
        return (int) after;
    }

    /** Where so many bytes end that begin behind the last number. */
    private long behind(long length) {
        return length < 0 ? Long.MAX_VALUE : next + length;
    }

    private long known(ByteBuffer in, int at, int to) {
        long value = varint(in, at, to);
        if (next == at) {
            throw new BrokenStreamException("number beyond the end of its reply");
        }
        return value;
    }

    /** Reads a number and leaves {@link #next} behind it, or at it if it is not whole. */
    private long varint(ByteBuffer in, int at, int end) {
        long value = 0;
        int shift = 0;
        for (int i = at; i < end; i++) {
            if (shift >= Long.SIZE) {
                throw new BrokenStreamException("number without end");
            }
            int one = in.get(i);
            value |= (long) (one & (VARINT_MORE - 1)) << shift;
            shift += VARINT_BITS;
            if ((one & VARINT_MORE) == 0) {
                next = i + 1;
                return value;
            }
        }
        next = at;
        return 0;
    }

    private BrokenStreamException broken(String what, ByteBuffer in, int value, int after) {
        int from = inner(in, value, after);
        byte[] said = new byte[after - from];
        in.get(from, said);
        String readable =
                new String(said, StandardCharsets.UTF_8).replaceAll("[^ -~]+", " ").strip();
        return new BrokenStreamException(what + ": " + readable);
    }
}
