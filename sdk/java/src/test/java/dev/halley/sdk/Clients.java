package dev.halley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.sdk.ClientException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the tests of a client share. */
final class Clients {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Backoff QUICK =
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), Integer.MAX_VALUE);

    private Clients() {}

    static ClientOptions options(FakeComet comet) throws IOException {
        Identity identity =
                new Identity("123", "k", List.of("live://1000"), "web", List.of(1000, 1001));
        return ClientOptions.of(comet.endpoint(), identity)
                .withProtocol(Protocol.version1())
                .withBackoff(QUICK);
    }

    /** Version 2, of user 7, in the rooms given. */
    static ClientOptions version2(FakeComet comet, String... rooms) {
        Identity identity = new Identity("7", "", List.of(rooms), "web", List.of());
        return ClientOptions.of(comet.endpoint(), identity).withBackoff(QUICK);
    }

    static void assertKind(CompletableFuture<?> future, Kind kind) {
        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
