package dev.halley.sdk.bodies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.sdk.Identity;
import java.util.List;

/** Writes goim's AUTH body. */
public final class GoimAuthBody {

    private static final int LONGEST_MID = 18;

    private GoimAuthBody() {}

    /** The body for a session that wants to be in a room; empty: in none. */
    public static byte[] of(Identity identity, String room, List<Integer> accepts) {
        ObjectNode body = Json.object();
        String user = identity.user();
        if (user.isEmpty()) {
            body.put("mid", 0L);
        } else if (isMid(user)) {
            body.put("mid", Long.parseLong(user));
        } else {
            body.put("user", user);
        }
        body.put("key", identity.key());
        body.put("room_id", room);
        body.put("platform", identity.platform());
        ArrayNode operations = body.putArray("accepts");
        accepts.forEach(operations::add);
        return Json.bytes(body);
    }

    /** The decimal form of a number, as a number would print: no sign, no leading zero. */
    private static boolean isMid(String user) {
        return user.length() <= LONGEST_MID
                && user.chars().allMatch(c -> c >= '0' && c <= '9')
                && (user.length() == 1 || user.charAt(0) != '0');
    }
}
