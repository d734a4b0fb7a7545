package dev.halley.comet.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TrustedAddressesTest {
    private final TrustedAddresses trusted =
            new TrustedAddresses(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

    @Test
    void knowsItsNetworks() {
        assertThat(trusted.contains(at("10.200.3.4"))).isTrue();
        assertThat(trusted.contains(at("fd12::1"))).isTrue();
        assertThat(trusted.contains(at("192.0.2.7"))).isTrue();
        assertThat(trusted.contains(at("11.0.0.1"))).isFalse();
        assertThat(trusted.contains(at("192.0.2.8"))).isFalse();
        assertThat(trusted.contains(at("::1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0/8", "lb.example", "10.0.0.0/33", "10.0.0.0/x", ""})
    void namesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> new TrustedAddresses(List.of(text)))
                .hasMessage(
                        "halley.comet.proxy.trusted: "
                                + text
                                + " (expected: an address, or a network such as 10.0.0.0/8)");
    }

    @Test
    void takesTheLastEntryOfForwardedFor() {
        assertThat(ProxyPolicy.clientOf("1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(ProxyPolicy.clientOf("203.0.113.9")).isEqualTo("203.0.113.9");
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(address, 1);
    }
}
