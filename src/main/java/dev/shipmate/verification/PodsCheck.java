package dev.shipmate.verification;

import java.time.Duration;

/// All pods of the release run, their containers are ready, and none restarts any more.
///
/// @param selector a label selector; empty for the pods that Helm's usual label `app.kubernetes.io/instance` marks
/// @param settling how long all this must hold without a break
/// @param limit how long it may take to come to that
public record PodsCheck(String name, String place, String selector, Duration settling, Duration limit)
        implements Check {}
