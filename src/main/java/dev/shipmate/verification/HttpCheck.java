package dev.shipmate.verification;

import java.time.Duration;
import java.util.List;

/// One request, and what its answer must look like.
///
/// @param captures what is kept of the answer for the checks after it
/// @param needs values that must have been captured; without them there is nothing to check
/// @param after the check before it that must have passed, such as a restart; mostly empty
/// @param limit how long one answer may take
/// @param retry how long the request is repeated until its answer is as expected; zero asks once
public record HttpCheck(
        String name,
        String place,
        RequestSpec request,
        List<Expectation> expectations,
        List<Capture> captures,
        List<String> needs,
        String after,
        Duration limit,
        Duration retry,
        boolean cleanup)
        implements Check {
    public HttpCheck {
        expectations = List.copyOf(expectations);
        captures = List.copyOf(captures);
        needs = List.copyOf(needs);
    }
}
