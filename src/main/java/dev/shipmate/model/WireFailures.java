package dev.shipmate.model;

import dev.shipmate.model.ModelException.Code;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/// Turns what goes wrong between here and one server into a [ModelException] that says what to do.
///
/// @param title the server's name in messages
/// @param address its base URL, of which user, password and query are not kept
/// @param remedy what to do when nobody answers there
record WireFailures(String title, String address, String remedy) {
    WireFailures {
        address = ServerAddress.shown(address);
    }

    String subject() {
        return "%s at %s".formatted(capitalised(), address);
    }

    ModelException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ModelException known -> {
                    return known;
                }
                case InterruptedException interrupted -> {
                    return interrupted(interrupted);
                }
                case ConnectException _,
                        UnknownHostException _,
                        UnresolvedAddressException _,
                        HttpConnectTimeoutException _ -> {
                    return new ModelException(
                            Code.UNREACHABLE, "Cannot reach %s at %s. %s".formatted(title, address, remedy), failure);
                }
                case HttpTimeoutException timeout -> {
                    return new ModelException(
                            Code.TIMEOUT,
                            "%s gave no answer in time (%s). Use a smaller model, or ask again once it is loaded."
                                    .formatted(subject(), timeout.getMessage()),
                            failure);
                }
                default -> {}
            }
        }
        if (failure instanceof IOException && !(failure instanceof InterruptedIOException)) {
            return new ModelException(
                    Code.SERVER_ERROR,
                    "The connection to %s at %s broke. Ask again; if it stays, look into the server's log."
                            .formatted(title, address),
                    failure);
        }
        return new ModelException(
                Code.SERVER_ERROR,
                "%s said something that cannot be understood: %s".formatted(subject(), failure.getMessage()),
                failure);
    }

    static ModelException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ModelException(Code.TIMEOUT, "The model was interrupted.", cause);
    }

    private String capitalised() {
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
