package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.comet.frames.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The subprotocol halley.json. */
@Timeout(20)
class JsonSessionTest {
    private final SessionFixture json = new SessionFixture(Variant.WS_JSON);

    @AfterEach
    void close() {
        json.close();
    }

    private void authenticate(String... rooms) {
        json.connect();
        json.sendText("{\"op\":7,\"seq\":1,\"body\":{\"user\":\"7\", \"rooms\":[ 1.50 ]}}");
        ConnectReply.Builder reply = ConnectReply.newBuilder().setUser("7").setKey("k");
        for (String room : rooms) {
            reply.addRooms(room);
        }
        json.logic.connects.remove().complete(reply.build());
        json.channel.runPendingTasks();
    }

    @Test
    void handsTheBodyOfAuthToLogicAsItWasWritten() {
        authenticate("live://1");

        assertThat(json.logic.asked.get(0).getToken().toStringUtf8())
                .isEqualTo("{\"user\":\"7\", \"rooms\":[ 1.50 ]}");
        assertThat(json.logic.asked.get(0).getProtocolVersion()).isEqualTo(2);
        assertThat(json.told())
                .startsWith("{\"op\":8,\"seq\":1,\"body\":{\"key\":\"k\",\"user\":\"7\",");
    }

    @Test
    void answersEveryKindOfBody() {
        authenticate("live://1");
        json.told();
        json.sendText("{\"op\":2,\"seq\":2}");
        assertThat(json.told()).isEqualTo("{\"op\":3,\"seq\":2,\"body\":1}");
        json.sendText("{\"op\":14,\"seq\":3,\"body\":\"1000,1001\"}");
        assertThat(json.told()).isEqualTo("{\"op\":15,\"seq\":3,\"body\":\"1000,1001\"}");
        json.sendText("{\"op\":20,\"seq\":4,\"body\":{\"rooms\":[\"live://1\"]},\"more\":[{}]}");
        assertThat(json.told())
                .isEqualTo(
                        "{\"op\":21,\"seq\":4,\"body\":"
                                + "{\"rooms\":[{\"room\":\"live://1\",\"left\":true}]}}");
    }

    @Test
    void sendsBodiesOfEveryKindToTheBusinessSystem() {
        authenticate();
        json.told();
        json.sendText("{\"op\":4,\"seq\":2,\"body\":\"h\\u00e4llo\"}");
        json.logic.receives.remove().complete(ReceiveReply.getDefaultInstance());
        json.channel.runPendingTasks();
        assertThat(json.told()).isEqualTo("{\"op\":4,\"seq\":2}");
        json.sendText("{\"op\":99,\"seq\":3,\"body_base64\":\"AAE=\"}");
        json.logic.receives.remove().complete(ReceiveReply.getDefaultInstance());
        json.channel.runPendingTasks();
        json.sendText("{\"op\":98,\"seq\":4,\"body\":{\"a\" : [1, {}]}}");

        assertThat(json.logic.received)
                .extracting(message -> message.getBody().toStringUtf8())
                .containsExactly("hällo", "\u0000\u0001", "{\"a\" : [1, {}]}");
    }

    @Test
    void closesAClientWhoseFirstWordsAreNoJson() {
        json.connect();

        json.sendText("hello");

        assertThat(json.told()).startsWith("{\"op\":6,\"seq\":0,\"body\":{\"code\":4004,");
        assertThat(json.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void closesAClientThatSendsBytes() {
        authenticate();
        json.told();

        json.send(2, 2, "");

        assertThat(json.closes("protocol_error")).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAMessage() {
        authenticate();
        json.told();
        json.sendText("{\"op\":2,\"seq\":2");
        assertThat(json.told()).startsWith("{\"op\":30,\"seq\":0,\"body\":{\"code\":\"BAD_REQ");
        json.sendText("{\"seq\":2}");
        assertThat(json.told()).contains("op: none (expected: a number)");

        json.sendText("[".repeat(1000));

        assertThat(json.closes("protocol_error")).isEqualTo(1);
    }
}
