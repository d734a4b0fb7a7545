package dev.halley.benchmarks.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive connection to REST: sends a request, reads the answer, blocking. Knows as much of
 * HTTP/1.1 as answers of a few bytes need: a length or chunks.
 */
final class HttpConnection implements AutoCloseable {

    /** An answer. */
    record Answer(int status, String body) {}

    private static final int LONGEST_ANSWER = 64 << 10;
    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_ANSWER];
    private boolean lastAnswer;

    HttpConnection(InetSocketAddress server, int connectMs, int answerMs) throws IOException {
        socket = new Socket();
        try {
            socket.connect(server, connectMs);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(answerMs);
            in = socket.getInputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a request and waits for its answer. */
    Answer exchange(byte[] request, int length) throws IOException {
        socket.getOutputStream().write(request, 0, length);
        int filled = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            filled += readMore(filled);
            headEnd = endOfHead(filled);
        }
        String head = text(0, headEnd).toLowerCase(Locale.ROOT);
        int status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + STATUS_DIGITS));
        lastAnswer = head.contains("\r\nconnection: close");
        int bodyEnd = bodyEnd(head, headEnd, filled);
        while (bodyEnd < 0 || filled < bodyEnd) {
            filled += readMore(filled);
            bodyEnd = bodyEnd(head, headEnd, filled);
        }
        return new Answer(status, text(headEnd, bodyEnd));
    }

    /** Whether the server will close after the last answer. */
    boolean exhausted() {
        return lastAnswer;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Given up either way.
        }
    }

    private int readMore(int filled) throws IOException {
        if (filled == buffer.length) {
            throw new IOException("answer longer than " + LONGEST_ANSWER + " bytes");
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("closed before the answer");
        }
        return read;
    }

    private int endOfHead(int filled) {
        for (int at = 3; at < filled; at++) {
            if (buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    /** Where the body ends; -1: not known yet. */
    private int bodyEnd(String head, int headEnd, int filled) {
        int lengthAt = head.indexOf("\r\ncontent-length:");
        if (lengthAt >= 0) {
            int from = head.indexOf(':', lengthAt) + 1;
            return headEnd
                    + Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
        }
        if (head.contains("chunked")) {
            int end = text(headEnd, filled).indexOf("0\r\n\r\n");
            return end < 0 ? -1 : headEnd + end + "0\r\n\r\n".length();
        }
        return headEnd;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
