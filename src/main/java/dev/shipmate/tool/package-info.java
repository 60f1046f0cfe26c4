/// What a planner or a model may ask for: one [dev.shipmate.tool.Tool] class for each verb, gathered in the
/// [dev.shipmate.tool.Toolbox].
///
/// A tool speaks in domain records and answers with a [dev.shipmate.tool.ToolResult]. It must not know who
/// asked (`planning`, `model`), who allowed it (`approval`), or how the answer is shown (`terminal`).
@NullMarked
package dev.shipmate.tool;

import org.jspecify.annotations.NullMarked;
