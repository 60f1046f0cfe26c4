/// The checks that a deployed app has to pass: they are declared in the project file's `verify`, run against the real
/// app, and end in a report.
///
/// It asks over HTTP as a browser would, and reads and restarts pods through `cluster`. It knows neither how the app
/// came to be there (`helm`, `image`, `pipeline`) nor how a report is shown.
@NullMarked
package dev.shipmate.verification;

import org.jspecify.annotations.NullMarked;
