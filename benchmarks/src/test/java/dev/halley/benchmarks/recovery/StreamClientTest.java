package dev.halley.benchmarks.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.Troubles;
import dev.halley.wire.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamClientTest {

    private static final String STREAM = "room:bench://1";

    private final RecoveryCounts counts = new RecoveryCounts();
    private final Troubles troubles = new Troubles();
    private final StreamAudit audit = new StreamAudit(1);
    private final StreamClient client = new StreamClient(STREAM, audit, counts, troubles);

    @Test
    void asksForNothingAtFirstAndThenFromWhereItStands() {
        assertThat(client.recover()).isEmpty();
        comesOnline(reply(false, 7, 40));
        assertThat(client.recover()).contains("\"epoch\":7,\"offset\":\"40\"", STREAM);
        assertThat(client.admits(7, 41, 2)).isTrue();
        assertThat(client.recover()).contains("\"offset\":\"41\"");
        assertThat(counts.totals().notRecovered() + counts.totals().recovered()).isZero();
    }

    @Test
    void dropsWhatIsNotHigherAndSeesWhatIsPassedOver() {
        comesOnline(reply(false, 7, 40));
        assertThat(client.admits(7, 40, 2)).isFalse();
        assertThat(client.admits(7, 42, 2)).isTrue();
        assertThat(client.admits(8, 1, 2)).isTrue();
        assertThat(client.admits(0, 0, 2)).isTrue();
        assertThat(counts.totals().stale()).isEqualTo(1);
        assertThat(counts.totals().holes()).isEqualTo(2);
    }

    @Test
    void aRecoveryLastsUntilTheLastMissedMessage() {
        comesOnline(reply(false, 7, 40));
        client.dialled(1_000_000);
        client.authReply(reply(true, 7, 42), 2_000_000);
        client.admits(7, 41, 3_000_000);
        assertThat(counts.totals().recoveryUs().getTotalCount()).isZero();
        client.admits(7, 42, 6_000_000);
        client.delivered(1_500_000, 6_000_000);
        client.delivered(2_500_000, 6_000_000);
        assertThat(counts.totals().recovered()).isEqualTo(1);
        assertThat(counts.totals().recoveryUs().getMaxValue()).isBetween(5_000L, 5_010L);
        assertThat(counts.totals().recoveredMessages()).isEqualTo(1);
        assertThat(counts.totals().liveUs().getTotalCount()).isEqualTo(1);
        assertThat(counts.totals().holes()).isZero();
    }

    @Test
    void aRefusedRecoveryIsToldAndMovesThePosition() {
        comesOnline(reply(false, 7, 40));
        client.authReply(reply(false, 9, 3), 2);
        assertThat(counts.totals().notRecovered()).isEqualTo(1);
        assertThat(client.admits(9, 4, 3)).isTrue();
        assertThat(counts.totals().holes()).isZero();
    }

    @Test
    void aGapIsToldAndOneOfAnotherStreamIsNot() {
        comesOnline(reply(false, 7, 40));
        said(Operation.GAP, "{\"stream\":\"user:1\",\"epoch\":7,\"from\":\"1\",\"to\":\"9\"}");
        said(
                Operation.GAP,
                "{\"stream\":\"" + STREAM + "\",\"epoch\":7,\"from\":\"41\",\"to\":\"44\"}");
        assertThat(counts.totals().gaps()).isEqualTo(1);
        assertThat(client.admits(7, 45, 3)).isTrue();
        assertThat(counts.totals().holes()).isZero();
    }

    @Test
    void aPositionBeyondWhatCameIsAHole() {
        comesOnline(reply(false, 7, 40));
        said(Operation.POSITION, "{\"stream\":\"" + STREAM + "\",\"epoch\":7,\"offset\":\"40\"}");
        assertThat(counts.totals().holes()).isZero();
        said(Operation.POSITION, "{\"stream\":\"" + STREAM + "\",\"epoch\":7,\"offset\":\"43\"}");
        assertThat(counts.totals().holes()).isEqualTo(1);
    }

    @Test
    void movesOnceWhenItIsAskedTo() {
        assertThat(client.takeMove()).isEqualTo(-1);
        said(Operation.RECONNECT, "{\"delay_ms\":250,\"nodes\":[]}");
        assertThat(client.takeMove()).isEqualTo(250);
        assertThat(client.takeMove()).isEqualTo(-1);
    }

    @Test
    void aReplyWithoutAPlaceIsATrouble() {
        comesOnline("{}".getBytes(UTF_8));
        comesOnline("no".getBytes(UTF_8));
        assertThat(troubles.inWords()).hasSize(2);
    }

    private void comesOnline(byte[] reply) {
        client.dialled(0);
        client.authReply(reply, 1);
        audit.online(1);
    }

    private void said(int operation, String body) {
        client.said(operation, body.getBytes(UTF_8), 2);
    }

    private static byte[] reply(boolean recovered, int epoch, long offset) {
        return """
               {"recovered":[{"stream":"user:1","recovered":false,"epoch":1,"offset":"0"},
               {"stream":"%s","recovered":%s,"epoch":%d,"offset":"%d"}]}
               """
                .formatted(STREAM, recovered, epoch, offset)
                .getBytes(UTF_8);
    }
}
