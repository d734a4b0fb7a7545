package dev.halley.comet.frames;

/**
 * Says whether bytes are one JSON value (RFC 8259), so that a payload may stand in a JSON message as
 * it is. Expects UTF-8. Runs once over the bytes and keeps nothing; nesting deeper than 64 is not
 * taken for JSON.
 */
final class JsonScan {
    private static final int MAX_DEPTH = 64;

    private final byte[] bytes;
    private int at;

    private JsonScan(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean isJson(byte[] bytes) {
        JsonScan scan = new JsonScan(bytes);
        return scan.value(0) && scan.at == bytes.length;
    }

    /** A value with the space around it. */
    private boolean value(int depth) {
        skipSpace();
        boolean found =
                switch (peek()) {
                    case '{' -> depth < MAX_DEPTH && object(depth + 1);
                    case '[' -> depth < MAX_DEPTH && array(depth + 1);
                    case '"' -> string();
                    case 't' -> literal("true");
                    case 'f' -> literal("false");
                    case 'n' -> literal("null");
                    default -> number();
                };
        skipSpace();
        return found;
    }

    private boolean object(int depth) {
        at++;
        skipSpace();
        if (take('}')) {
            return true;
        }
        do {
            skipSpace();
            if (peek() != '"' || !string()) {
                return false;
            }
            skipSpace();
            if (!take(':') || !value(depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean array(int depth) {
        at++;
        skipSpace();
        if (take(']')) {
            return true;
        }
        do {
            if (!value(depth)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        at++;
        while (at < bytes.length) {
            int c = bytes[at++] & 0xFF;
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        int c = peek();
        at++;
        if (c != 'u') {
            return c > 0 && "\"\\/bfnrt".indexOf(c) >= 0;
        }
        for (int i = 0; i < 4; i++) {
            if (Character.digit(peek(), 16) < 0) {
                return false;
            }
            at++;
        }
        return true;
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > from;
    }

    private boolean literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!take(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    private boolean take(char wanted) {
        boolean found = peek() == wanted;
        at += found ? 1 : 0;
        return found;
    }

    /** The next byte; -1 at the end, and for what is no ASCII. */
    private int peek() {
        return at < bytes.length ? Math.max(-1, bytes[at]) : -1;
    }
}
