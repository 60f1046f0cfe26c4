package dev.shipmate.diagnosis;

import java.util.List;

/// Looks at one kind of object, and says what is wrong with it.
interface SceneRule {
    List<Lead> examine(Scene scene);
}
