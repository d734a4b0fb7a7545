package dev.halley.logic.config;

/** How clients prove who they are. */
public enum AuthKind {
    /** Not at all: they are believed. */
    OPEN,
    /** By a JSON Web Token. */
    JWT
}
