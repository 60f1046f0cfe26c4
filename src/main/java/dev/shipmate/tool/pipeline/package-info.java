/// The pipeline as tools: build, load, deploy, verify, go back and clean up, and what Helm keeps in the cluster.
///
/// A tool words what [dev.shipmate.pipeline.Shipping] does; how a step is done is not known here. What is shipped is
/// looked up at each call and not before.
@NullMarked
package dev.shipmate.tool.pipeline;

import org.jspecify.annotations.NullMarked;
