package dev.halley.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.Stamp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PushRequestsTest {

    private static final int PAYLOAD = 32;
    private static final Stamp STAMP = new Stamp(7, 0, 1, true, 5, 123);

    @Test
    void goimTakesThePayloadAsTheBody() {
        String[] request = rendered(PushForm.plain("/goim/push/mids?mids=1"));
        assertThat(request[0]).startsWith("POST /goim/push/mids?mids=1 HTTP/1.1\r\n");
        assertThat(request[0]).contains("\r\nContent-Length: 32");
        assertThat(request[1].getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(payload());
    }

    @Test
    void centrifugoTakesItAsTextInJson() {
        String[] request = rendered(PushForm.centrifugo("bench://1"));
        String text = Base64.getEncoder().encodeToString(payload());
        assertThat(request[0]).startsWith("POST /api/publish HTTP/1.1\r\n");
        assertThat(request[0]).contains("\r\nContent-Length: " + request[1].length());
        assertThat(request[1])
                .isEqualTo("{\"channel\":\"bench://1\",\"b64data\":\"" + text + "\"}");
    }

    /** Head and body. */
    private static String[] rendered(PushForm form) {
        PushRequests requests =
                new PushRequests(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                        1,
                        target -> form,
                        PAYLOAD);
        ByteBuffer out = ByteBuffer.allocate(requests.longest());
        requests.render(STAMP, out);
        byte[] bytes = Arrays.copyOf(out.array(), out.limit());
        return new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2);
    }

    private static byte[] payload() {
        ByteBuffer payload = ByteBuffer.allocate(PAYLOAD);
        STAMP.write(payload);
        return payload.array();
    }
}
