package dev.halley.logic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.logic.auth.Authentication;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.loading.ConfigLoader;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AuthenticatorsTest {
    @Test
    void isOpenUnlessTokensAreAskedFor() {
        ByteString body = ByteString.copyFromUtf8("{\"user\":\"ann\"}");
        try (Authentication open = made(Map.of());
                Authentication tokens = made(Map.of("kind", "jwt", "jwt.secret", "s".repeat(32)))) {
            assertThat(open.authenticate(body, 2).toCompletableFuture().join().user())
                    .isEqualTo("ann");
            assertThatThrownBy(() -> tokens.authenticate(body, 2).toCompletableFuture().join())
                    .hasRootCauseMessage("token: missing (expected: a JSON Web Token)");
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        refused(Map.of("kind", "jwt"), "halley.logic.auth.jwt.keys: none");
        refused(
                Map.of("kind", "jwt", "jwt.previous-secret", "short"),
                "halley.logic.auth.jwt.secret: 5 bytes");
        refused(
                Map.of("kind", "jwt", "jwt.keys-file", "not-there.pem"),
                "halley.logic.auth.jwt.keys-file: not-there.pem (expected: a file that can be read)");
    }

    private static void refused(Map<String, String> settings, String message) {
        assertThatThrownBy(() -> made(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    private static Authentication made(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>();
        settings.forEach((name, value) -> keys.put("halley.logic.auth." + name, value));
        LogicNodeConfig config = new ConfigLoader(Map.of()).load(LogicNodeConfig.class, null, keys);
        return Authenticators.of(config.logic(), Clock.systemUTC());
    }
}
