package dev.halley.logic.rpc;

import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.errors.TooManyException;
import dev.halley.logic.errors.UnavailableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gRPC status of each exception. */
final class GrpcStatuses {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcStatuses.class);

    private GrpcStatuses() {}

    static StatusRuntimeException of(Throwable failure) {
        Throwable cause = Causes.of(failure);
        if (cause instanceof UnavailableException) {
            return status(Status.UNAVAILABLE, cause);
        }
        if (cause instanceof InvalidPushException) {
            return status(Status.INVALID_ARGUMENT, cause);
        }
        if (cause instanceof KeyReusedException) {
            return status(Status.ALREADY_EXISTS, cause);
        }
        if (cause instanceof AuthenticationException) {
            return status(Status.UNAUTHENTICATED, cause);
        }
        if (cause instanceof TooManyException) {
            return status(Status.RESOURCE_EXHAUSTED, cause);
        }
        LOG.atError().setCause(cause).log("call failed");
        return Status.INTERNAL.withDescription("internal error").asRuntimeException();
    }

    private static StatusRuntimeException status(Status status, Throwable cause) {
        return status.withDescription(cause.getMessage()).asRuntimeException();
    }
}
