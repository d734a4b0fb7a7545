package dev.halley.logic.config;

/** The API tier: {@code halley.logic}. */
public interface LogicConfig {
    /** gRPC, for comets and business systems. */
    GrpcConfig grpc();

    /** What is pushed, and how it gets to Kafka. */
    PushConfig push();

    /** Sessions and where they are. */
    SessionsConfig sessions();
}
