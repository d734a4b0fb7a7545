package dev.halley.comet.frames;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Base64;
import java.util.List;

/**
 * Messages as the WebSocket subprotocol {@code halley.json} has them: a text message each. A payload
 * that is JSON stands there as it is, other UTF-8 as a string, anything else as base64.
 */
final class JsonMessages {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private JsonMessages() {}

    /** WebSocket frames of these messages, back to back. */
    static ByteBuf encode(List<Message> messages, ByteBufAllocator allocator) {
        ByteBuf text = allocator.heapBuffer();
        ByteBuf out = allocator.directBuffer();
        try {
            for (Message message : messages) {
                text.clear();
                write(text, message);
                WebSocketFrames.writeTextHeader(out, text.readableBytes());
                out.writeBytes(text);
            }
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        } finally {
            text.release();
        }
    }

    private static void write(ByteBuf out, Message message) {
        ascii(out, "{\"op\":" + message.operation() + ",\"seq\":0,\"id\":\"" + message.messageId());
        Place place = message.place();
        if (!place.isNone()) {
            ascii(out, "\",\"stream\":\"");
            escaped(out, place.stream().getBytes(UTF_8));
            ascii(out, "\",\"offset\":\"" + place.offset() + "\",\"epoch\":" + place.epoch());
        } else {
            out.writeByte('"');
        }
        writeBody(out, message.payload());
        out.writeByte('}');
    }

    private static void writeBody(ByteBuf out, byte[] payload) {
        if (payload.length == 0) {
            return;
        }
        if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(payload), UTF_8)) {
            ascii(out, ",\"body_base64\":\"");
            out.writeBytes(Base64.getEncoder().encode(payload)).writeByte('"');
        } else if (JsonScan.isJson(payload)) {
            ascii(out, ",\"body\":");
            out.writeBytes(payload);
        } else {
            ascii(out, ",\"body\":\"");
            escaped(out, payload);
            out.writeByte('"');
        }
    }

    private static void escaped(ByteBuf out, byte[] text) {
        for (byte b : text) {
            if (b == '"' || b == '\\') {
                out.writeByte('\\').writeByte(b);
            } else if (b >= 0 && b < ' ') {
                ascii(out, "\\u00");
                out.writeByte(HEX[b >> 4]).writeByte(HEX[b & 0xF]);
            } else {
                out.writeByte(b);
            }
        }
    }

    private static void ascii(ByteBuf out, String text) {
        out.writeCharSequence(text, US_ASCII);
    }
}
