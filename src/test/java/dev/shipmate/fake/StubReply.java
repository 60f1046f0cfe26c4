package dev.shipmate.fake;

import java.util.List;
import java.util.Map;

/// What a stubbed model server does with one chat request.
sealed interface StubReply {
    /// `pieces` are the events of a stream, or one text when the request is not streamed.
    record Says(List<String> pieces, String thinking, String doneReason) implements StubReply {}

    record Calls(List<Call> calls, String text) implements StubReply {}

    record Fails(int status, String error) implements StubReply {}

    /// Sends the pieces, then an error inside the stream, with status 200.
    record FailsMidway(List<String> pieces, String error) implements StubReply {}

    /// Sends the pieces and ends the stream properly, but without its last event.
    record EndsEarly(List<String> pieces) implements StubReply {}

    /// Sends the pieces and drops the connection.
    record Drops(List<String> pieces) implements StubReply {}

    /// Sends the pieces and then nothing, for as long as the server lives.
    record Hangs(List<String> pieces) implements StubReply {}

    /// Never stops sending the piece until the client goes away.
    record Endless(String piece) implements StubReply {}

    /// Sends this body with status 200, whatever it is.
    record Raw(String body) implements StubReply {}

    record Call(String tool, Map<String, Object> arguments) {}
}
