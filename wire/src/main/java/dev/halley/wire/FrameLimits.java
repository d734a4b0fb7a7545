package dev.halley.wire;

import io.netty.buffer.ByteBuf;

/**
 * What a decoder takes.
 *
 * @param maxBodyBytes largest body, at least 0
 * @param maxBodyBytes2 largest body of a frame of version 2, at least 0
 * @param maxExtensionBytes largest header extension, 0 to {@link FrameExtension#MAX_LENGTH}; a
 *     server takes none
 */
public record FrameLimits(int maxBodyBytes, int maxBodyBytes2, int maxExtensionBytes) {
    /** What goim takes from a client. */
    public static final FrameLimits CLIENT_FRAMES = new FrameLimits(4096, 0);

    private static final int LARGEST_BODY = 1 << 30;

    /** Checks the ranges. */
    public FrameLimits {
        checkBody("maxBodyBytes", maxBodyBytes);
        checkBody("maxBodyBytes2", maxBodyBytes2);
        if (maxExtensionBytes < 0 || maxExtensionBytes > FrameExtension.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "maxExtensionBytes: "
                            + maxExtensionBytes
                            + " (expected: 0 to "
                            + FrameExtension.MAX_LENGTH
                            + ")");
        }
    }

    /** The same bound for bodies of every version. */
    public FrameLimits(int maxBodyBytes, int maxExtensionBytes) {
        this(maxBodyBytes, maxBodyBytes, maxExtensionBytes);
    }

    private static void checkBody(String name, int bytes) {
        if (bytes < 0 || bytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    name + ": " + bytes + " (expected: 0 to " + LARGEST_BODY + ")");
        }
    }

    /** Bytes of the largest frame of any version. */
    public int maxPacketBytes() {
        return FrameHeader.LENGTH + maxExtensionBytes + Math.max(maxBodyBytes, maxBodyBytes2);
    }

    /**
     * Checks what a packet length alone can tell, as soon as it is there.
     *
     * @throws MalformedFrameException if it is out of bounds
     */
    void checkPacketLength(int packetLength) {
        if (packetLength < FrameHeader.LENGTH || packetLength > maxPacketBytes()) {
            throw new MalformedFrameException(Malformation.PACKET_LENGTH);
        }
    }

    /**
     * Checks both lengths of a header.
     *
     * @return the packet length
     * @throws MalformedFrameException if one is out of bounds
     */
    int check(ByteBuf buffer, int frame) {
        int packetLength = FrameHeader.packetLength(buffer, frame);
        int headerLength = FrameHeader.headerLength(buffer, frame);
        checkPacketLength(packetLength);
        if (headerLength < FrameHeader.LENGTH
                || headerLength > FrameHeader.LENGTH + maxExtensionBytes
                || headerLength > packetLength) {
            throw new MalformedFrameException(Malformation.HEADER_LENGTH);
        }
        boolean second = FrameHeader.version(buffer, frame) == FrameHeader.VERSION_2;
        if (packetLength - headerLength > (second ? maxBodyBytes2 : maxBodyBytes)) {
            throw new MalformedFrameException(Malformation.PACKET_LENGTH);
        }
        return packetLength;
    }
}
