/// Findings and the health of workloads as metrics, for Prometheus and what speaks its text formats.
///
/// A cluster is looked at in the background, at an interval; a scrape gets what was seen last and makes no request.
/// The only package that knows the metrics library.
@NullMarked
package dev.shipmate.metrics;

import org.jspecify.annotations.NullMarked;
