package dev.halley.logic.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.record.StreamPosition;
import dev.halley.api.rooms.RoomRights;
import dev.halley.logic.auth.Identity;
import dev.halley.logic.auth.Wishes;
import dev.halley.logic.registry.Registered;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ConnectRepliesTest {
    private static final StreamPosition PLACE =
            StreamPosition.newBuilder().setStream("user:ann").setEpoch(3).setOffset(9).build();

    @Test
    void tellsWhatVersionOneWants() {
        ConnectReply reply =
                reply(
                        new Wishes("live://1", List.of(), Optional.of(List.of(1000)), List.of()),
                        RoomRights.ANY);
        assertThat(reply.getRoom()).isEqualTo("live://1");
        assertThat(reply.getAcceptsList()).containsExactly(1000);
        assertThat(reply.getAcceptsAll()).isFalse();
        assertThat(reply.hasMayJoin()).isFalse();
    }

    @Test
    void tellsWhatVersionTwoWants() {
        ConnectReply reply =
                reply(
                        new Wishes("", List.of("chat://1"), Optional.empty(), List.of(PLACE)),
                        RoomRights.of(List.of("chat://*")));
        assertThat(reply.getRoomsList()).containsExactly("chat://1");
        assertThat(reply.getAcceptsAll()).isTrue();
        assertThat(reply.getRecoverList()).containsExactly(PLACE);
        assertThat(reply.getMayJoin().getPatternsList()).containsExactly("chat://*");
    }

    @Test
    void acceptingNothingIsNotAcceptingAll() {
        ConnectReply reply =
                reply(new Wishes("", List.of(), Optional.of(List.of()), List.of()), RoomRights.ANY);
        assertThat(reply.getAcceptsAll()).isFalse();
        assertThat(reply.getAcceptsList()).isEmpty();
    }

    private static ConnectReply reply(Wishes wishes, RoomRights rights) {
        return ConnectReplies.of(
                        new Identity("ann", "k", "web", wishes, rights),
                        new Registered(4, Optional.empty(), true))
                .build();
    }
}
