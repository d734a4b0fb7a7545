package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Form;
import dev.halley.runtime.config.schema.Range;
import dev.halley.runtime.config.schema.Secret;
import dev.halley.runtime.config.schema.TextForm;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The Redis that holds routes and counts: {@code halley.redis}. */
public interface RedisConfig {
    /** Where Redis is: one server, Sentinels and the master's name, or nodes of a Redis Cluster. */
    @WithDefault("redis://127.0.0.1:6379")
    @Form(TextForm.REDIS)
    String uri();

    /** User (ACL), when it does not stand in the address; with halley.redis.password. */
    Optional<String> username();

    /** Password, when it does not stand in the address. */
    @Secret
    Optional<String> password();

    /** Password of the Sentinels themselves, when they ask for one. */
    @Secret
    Optional<String> sentinelPassword();

    /** With TLS: file of certificates in PEM that are trusted; default: those Java trusts. */
    Optional<String> caFile();

    /** With TLS: file with this node's own certificate in PEM, for a Redis that asks for one. */
    Optional<String> certFile();

    /** With TLS: file with the key of that certificate, PKCS #8 in PEM. */
    Optional<String> keyFile();

    /** With TLS: how far the certificate of Redis is checked. */
    @WithDefault("full")
    RedisPeerCheck verifyPeer();

    /** How long one command may take before it counts as failed. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1m")
    Duration timeout();
}
