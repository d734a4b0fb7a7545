package dev.halley.runtime.config;

/** How far the certificate of a Redis that is reached by TLS is checked. */
public enum RedisPeerCheck {
    /** It is signed by somebody trusted, and for the address that was dialled. */
    FULL,
    /** It is signed by somebody trusted, for whatever address. */
    CA,
    /** Not at all: anybody in between can read and change everything. */
    NONE
}
