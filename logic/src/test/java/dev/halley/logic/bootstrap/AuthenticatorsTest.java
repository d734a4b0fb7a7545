package dev.halley.logic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.logic.auth.OpenAuthenticator;
import dev.halley.logic.auth.jwt.JwtAuthenticator;
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
        assertThat(made(Map.of())).isInstanceOf(OpenAuthenticator.class);
        assertThat(made(Map.of("kind", "jwt", "jwt.secret", "s".repeat(32))))
                .isInstanceOf(JwtAuthenticator.class);
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

    private static Object made(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>();
        settings.forEach((name, value) -> keys.put("halley.logic.auth." + name, value));
        LogicNodeConfig config = new ConfigLoader(Map.of()).load(LogicNodeConfig.class, null, keys);
        return Authenticators.of(config.logic(), Clock.systemUTC());
    }
}
