package dev.halley.logic.idempotency;

import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * SHA-256 over what a push is: its target, operation, payload and life time. Who calls and when is no
 * part of it. Whatever has no fixed length has its length before it, so that two pushes never come to
 * the same bytes.
 */
public final class Fingerprint {
    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    /** The fingerprint of a push, 43 characters. */
    public static String of(PushCommand push) {
        Fingerprint print = new Fingerprint();
        print.number(push.operation());
        print.number(push.ttlSeconds());
        print.target(push.target());
        print.number(push.payload().size());
        push.payload().asReadOnlyByteBufferList().forEach(print.digest::update);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(print.digest.digest());
    }

    private void target(Target target) {
        text(target.label());
        if (target instanceof Target.Users users) {
            texts(users.users());
        } else if (target instanceof Target.Keys keys) {
            texts(keys.keys());
        } else if (target instanceof Target.Room room) {
            text(room.room());
        } else if (target instanceof Target.Rooms rooms) {
            texts(rooms.rooms());
        } else {
            number(((Target.Everyone) target).speed());
        }
    }

    private void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
