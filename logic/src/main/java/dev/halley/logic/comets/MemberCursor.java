package dev.halley.logic.comets;

import dev.halley.logic.errors.InvalidPushException;

/**
 * Where a page of members ends, in the order of node names, then session ids.
 *
 * @param node the node that the page's last member is on
 * @param afterSession the page ends with this session
 * @param nodeDone the node has no more members
 */
record MemberCursor(String node, long afterSession, boolean nodeDone) {
    static final MemberCursor START = new MemberCursor("", 0, false);
    private static final String DONE = "end";

    static MemberCursor parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        int at = text.lastIndexOf('~');
        String rest = text.substring(at + 1);
        try {
            if (at > 0) {
                boolean done = rest.equals(DONE);
                long session = done ? 0 : Long.parseUnsignedLong(rest);
                return new MemberCursor(text.substring(0, at), session, done);
            }
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static InvalidPushException invalid(String text) {
        return new InvalidPushException("cursor", text, "one that an earlier page gave");
    }

    @Override
    public String toString() {
        return node + '~' + (nodeDone ? DONE : Long.toUnsignedString(afterSession));
    }
}
