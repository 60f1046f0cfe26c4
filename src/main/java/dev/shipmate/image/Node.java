package dev.shipmate.image;

import java.util.List;
import java.util.Map;

/// What one node holds.
interface Node {
    String name();

    /// Its images, without their labels.
    Outcome<List<StoredImage>> images();

    /// The labels of one image; none when the node cannot tell.
    Outcome<Map<String, String>> labels(StoredImage image);

    Outcome<StoredImage> remove(StoredImage image);
}
