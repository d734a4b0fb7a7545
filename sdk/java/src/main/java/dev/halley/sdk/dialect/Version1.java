package dev.halley.sdk.dialect;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.Message;
import dev.halley.sdk.bodies.GoimAuthBody;
import dev.halley.sdk.link.Frame;
import java.time.Duration;
import java.util.Optional;

/** goim's protocol: one room, no streams; what is no reply is a message. */
public final class Version1 implements Dialect {

    private final Wishes wishes;
    private final ClientListener listener;
    private final Steering steering;

    /** Hands messages to the listener. */
    public Version1(Wishes wishes, ClientListener listener, Steering steering) {
        this.wishes = requireNonNull(wishes, "wishes");
        this.listener = requireNonNull(listener, "listener");
        this.steering = requireNonNull(steering, "steering");
    }

    @Override
    public byte[] auth(String token) {
        String room = wishes.rooms().stream().findFirst().orElse("");
        return GoimAuthBody.of(wishes.identity(), room, wishes.accepts());
    }

    @Override
    public void early(Frame frame) {}

    @Override
    public Optional<String> objection(byte[] reply) {
        return Optional.empty();
    }

    @Override
    public Duration welcomed(byte[] reply) {
        return Duration.ZERO;
    }

    @Override
    public void frame(Frame frame) {
        if (!steering.answered(frame)) {
            listener.onMessage(new Message(frame.operation(), frame.body()));
        }
    }

    @Override
    public void lost() {}
}
