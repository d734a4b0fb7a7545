package dev.halley.logic.config;

/** The API tier: {@code halley.logic}. */
public interface LogicConfig {
    /** How clients prove who they are. */
    AuthConfig auth();

    /** What is told of sessions that come and go. */
    EventsConfig events();

    /** gRPC, for comets and business systems. */
    GrpcConfig grpc();

    /** REST, for business systems. */
    HttpConfig http();

    /** The page to try it with. */
    PageConfig page();

    /** What clients are told about where to connect. */
    NodesConfig nodes();

    /** What is pushed, and how it gets to Kafka. */
    PushConfig push();

    /** Sessions and where they are. */
    SessionsConfig sessions();
}
