package dev.shipmate.cli;

import dev.shipmate.cluster.ClusterException;
import dev.shipmate.model.ModelException;
import dev.shipmate.project.ProjectException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in one sentence what went wrong. A stack trace is shown only when it was asked for.
final class ErrorMessages implements IExecutionExceptionHandler {
    private final GlobalOptions options;

    ErrorMessages(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        ExitCode code = switch (failure) {
            case ClusterException cluster -> code(cluster);
            case ModelException _ -> ExitCode.MODEL_UNREACHABLE;
            case ProjectException _ -> ExitCode.WRONG_USAGE;
            default -> ExitCode.FAILED;
        };
        err.println("shipmate: " + message(failure));
        if (options.stacktrace()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code.code();
    }

    private static ExitCode code(ClusterException failure) {
        return switch (failure.code()) {
            case UNREACHABLE, UNAUTHORIZED -> ExitCode.CLUSTER_UNREACHABLE;
            case FORBIDDEN, CONFLICT, INVALID, SERVER_ERROR -> ExitCode.FAILED;
        };
    }

    private static String message(Exception failure) {
        return switch (failure) {
            case ClusterException _, ModelException _, ProjectException _, IllegalArgumentException _ ->
                String.valueOf(failure.getMessage());
            case UncheckedIOException io -> io.getMessage() + " " + String.valueOf(io.getCause());
            case IOException io -> "Cannot read or write: " + io.getMessage();
            default ->
                "This should not have happened (%s). Run it again with --stacktrace to see where."
                        .formatted(failure.getClass().getSimpleName());
        };
    }
}
