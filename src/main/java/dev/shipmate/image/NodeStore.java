package dev.shipmate.image;

import java.util.List;

/// The nodes of one cluster, and the way in which an image of the host gets into all of them.
interface NodeStore {
    Outcome<List<Node>> nodes();

    Outcome<String> load(String reference);
}
