package dev.halley.logic.http.goim;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Shorten;
import java.util.ArrayList;
import java.util.List;

/** goim's member ids: 64-bit numbers, whose decimal form is the user. */
final class Mids {
    private Mids() {}

    /**
     * Users of these parameters, each a number or a comma list of numbers; empty ones are passed
     * over.
     *
     * @throws InvalidPushException if one is not a number
     */
    static List<String> parse(List<String> values) {
        List<String> users = new ArrayList<>(values.size());
        for (String value : values) {
            int from = 0;
            while (from <= value.length()) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                if (to > from) {
                    users.add(user(value.substring(from, to).strip()));
                }
                from = to + 1;
            }
        }
        return users;
    }

    private static String user(String mid) {
        try {
            return Long.toString(Long.parseLong(mid));
        } catch (NumberFormatException e) {
            throw new InvalidPushException("mids", Shorten.text(mid), "64-bit numbers");
        }
    }
}
