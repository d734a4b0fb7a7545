package dev.halley.job.support;

import com.google.protobuf.ByteString;
import dev.halley.api.record.Close;
import dev.halley.api.record.Everyone;
import dev.halley.api.record.Keys;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.api.record.Users;
import java.util.List;

/** Records as logic writes them. */
public final class Records {
    private Records() {}

    public static Record toUser(long id, String user, String payload) {
        return push(id, push(payload).setUsers(Users.newBuilder().addUsers(user)));
    }

    public static Record toUsers(long id, List<String> users, String payload) {
        return push(id, push(payload).setUsers(Users.newBuilder().addAllUsers(users)));
    }

    public static Record toKey(long id, String key, String payload) {
        return push(id, push(payload).setKeys(Keys.newBuilder().addKeys(key)));
    }

    public static Record toRoom(long id, String room, String payload) {
        return push(id, push(payload).setRoom(room));
    }

    public static Record toEveryone(long id, int speed, String payload) {
        return push(id, push(payload).setEveryone(Everyone.newBuilder().setSpeed(speed)));
    }

    public static Record close(long id, Route route, String reason) {
        return record(id).setClose(Close.newBuilder().addRoutes(route).setReason(reason)).build();
    }

    public static Route route(String instance, long session, long generation) {
        return Route.newBuilder()
                .setInstance(instance)
                .setSessionId(session)
                .setGeneration(generation)
                .build();
    }

    private static Push.Builder push(String payload) {
        return Push.newBuilder().setOperation(1000).setPayload(ByteString.copyFromUtf8(payload));
    }

    private static Record push(long id, Push.Builder push) {
        return record(id).setPush(push).build();
    }

    private static Record.Builder record(long id) {
        return Record.newBuilder()
                .setSchemaVersion(1)
                .setApp("default")
                .setMessageId(id)
                .setAcceptedAtUs(System.currentTimeMillis() * 1_000);
    }
}
