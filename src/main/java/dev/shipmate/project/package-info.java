/// What a team ships, as its project file `shipmate.yaml` says: images, chart, environments, secrets, the address to
/// open and the checks to run.
///
/// It reads and checks the file, and knows neither a cluster nor a program that builds or deploys.
@NullMarked
package dev.shipmate.project;

import org.jspecify.annotations.NullMarked;
