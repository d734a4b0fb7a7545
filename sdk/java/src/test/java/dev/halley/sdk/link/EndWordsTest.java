package dev.halley.sdk.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.wire.CloseReason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EndWordsTest {
    @Test
    void saysWhyThereIsNoConnection() {
        assertThat(EndWords.of(new UnknownHostException("nowhere"), true))
                .isEqualTo("unknown host");
        assertThat(EndWords.of(new UnresolvedAddressException(), true)).isEqualTo("unknown host");
        assertThat(EndWords.of(new ConnectTimeoutException("after 5 s"), false))
                .isEqualTo("no connection in time");
        assertThat(EndWords.of(new ConnectException("Connection refused"), false))
                .isEqualTo("nobody answers; is Halley running there?");
    }

    @Test
    void looksIntoWhatTheDecoderThrew() {
        assertThat(EndWords.of(new DecoderException(new IOException("cut off")), true))
                .isEqualTo("cut off");
        assertThat(EndWords.of(new DecoderException("odd"), true)).isEqualTo("odd");
    }

    @Test
    void namesTheClassWhenThereIsNothingElse() {
        assertThat(EndWords.of(new IllegalStateException(), true))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void saysTheServersReasonAndItsCode() {
        assertThat(EndWords.closed(Optional.of(CloseReason.AUTH_FAILED), 4001))
                .isEqualTo("closed by the server: auth failed (4001)");
        assertThat(EndWords.closed(Optional.empty(), 1006)).isEqualTo("closed by the server: 1006");
    }
}
