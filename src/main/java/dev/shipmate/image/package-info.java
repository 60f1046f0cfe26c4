/// The images of a project: named after their content, built with the docker CLI, loaded into the nodes of a local
/// cluster, and removed when nothing needs them any more; and the start of a minikube that has nothing yet.
///
/// It runs the programs of Docker, minikube, kind, k3d and containerd, and reads what they print. It knows no API
/// server: what the cluster needs or where it runs is handed in.
@NullMarked
package dev.shipmate.image;

import org.jspecify.annotations.NullMarked;
