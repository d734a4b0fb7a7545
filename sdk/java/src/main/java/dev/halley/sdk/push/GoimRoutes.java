package dev.halley.sdk.push;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** goim's push routes; lists are repeated parameters there. */
final class GoimRoutes {

    private static final String SEPARATOR = "://";

    private GoimRoutes() {}

    static String path(PushTarget target, int operation) {
        String operationPart = "?operation=" + operation;
        if (target instanceof PushTarget.Keys keys) {
            return "/goim/push/keys" + operationPart + repeated("keys", keys.keys());
        }
        if (target instanceof PushTarget.Users users) {
            return "/goim/push/mids" + operationPart + repeated("mids", users.users());
        }
        if (target instanceof PushTarget.Room room) {
            int cut = room.room().indexOf(SEPARATOR);
            String type = room.room().substring(0, cut);
            String id = room.room().substring(cut + SEPARATOR.length());
            return "/goim/push/room"
                    + operationPart
                    + repeated("type", List.of(type))
                    + repeated("room", List.of(id));
        }
        return "/goim/push/all"
                + operationPart
                + "&speed="
                + ((PushTarget.Everyone) target).speed();
    }

    private static String repeated(String name, List<String> values) {
        return values.stream()
                .map(value -> "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
