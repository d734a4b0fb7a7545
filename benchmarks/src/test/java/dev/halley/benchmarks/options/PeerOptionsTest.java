package dev.halley.benchmarks.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(10)
class PeerOptionsTest {

    @Test
    void isTypedAsAnyServerIs() {
        PeerOptions peer =
                parsed(
                        "--peer=goim",
                        "--peer-tcp-port=3201",
                        "--peer-ws-port=3202",
                        "--peer-rest=http://127.0.0.1:3211",
                        "--peer-pid=comet=11",
                        "--peer-pid=logic=12");
        assertThat(peer.name()).contains("goim");
        assertThat(peer.typed())
                .containsExactly(
                        "--host=127.0.0.1",
                        "--tcp-port=3201",
                        "--ws-port=3202",
                        "--rest=http://127.0.0.1:3211",
                        "--pid=comet=11",
                        "--pid=logic=12");
    }

    @Test
    void mayBeACluster() {
        assertThat(parsed("--peer=old", "--peer-cluster=b").typed()).containsExactly("--cluster=b");
        assertThat(parsed("--peer=old", "--peer-cluster=b", "--peer-transport=ws").typed())
                .containsExactly("--cluster=b", "--transport=ws");
    }

    @Test
    void mayConnectInAnotherWayThanTheRow() {
        PeerOptions peer =
                parsed(
                        "--peer=centrifugo",
                        "--peer-transport=centrifugo",
                        "--peer-ws-port=8000",
                        "--peer-rest=http://127.0.0.1:8000",
                        "--peer-pid=server=11");
        assertThat(peer.typed())
                .containsExactly(
                        "--host=127.0.0.1",
                        "--transport=centrifugo",
                        "--ws-port=8000",
                        "--rest=http://127.0.0.1:8000",
                        "--pid=server=11");
        assertThatThrownBy(parsed("--peer=goim", "--peer-transport=tcp", "--peer-ws-port=1")::typed)
                .hasMessageStartingWith("peer-tcp-port: missing");
    }

    @Test
    void nothingIsTakenForGranted() {
        PeerOptions peer = parsed("--peer=goim", "--peer-tcp-port=3201", "--peer-ws-port=3202");
        assertThatThrownBy(peer::typed)
                .hasMessage("peer-rest: missing (expected: with --peer, or --peer-cluster)");
    }

    @Test
    void aPeerWithoutANameIsNone() {
        assertThat(parsed().name()).isEmpty();
        assertThatThrownBy(() -> parsed("--peer-pid=comet=1").name())
                .hasMessage("peer: none (expected: a name, with the other options of --peer)");
    }

    private static PeerOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new PeerOptions(), arguments);
    }
}
