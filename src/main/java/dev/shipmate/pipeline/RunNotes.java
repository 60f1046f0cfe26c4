package dev.shipmate.pipeline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// What the steps of one run learn, for the steps after them.
final class RunNotes {
    private final Map<String, String> references;
    private final Set<String> replaced = new LinkedHashSet<>();
    private OptionalInt revisionBefore = OptionalInt.empty();
    private RunMemory memory = new RunMemory.None();
    private int revision;

    /// @param references by the names of images in the project file, as their content alone makes them: a run that
    ///     begins after the build has them, too
    RunNotes(Map<String, String> references) {
        this.references = new LinkedHashMap<>(references);
    }

    /// From here on a run keeps what the runs after it have to know.
    synchronized void keptIn(RunMemory kept) {
        memory = kept;
    }

    /// The references of the project's images by their names in the project file.
    synchronized Map<String, String> references() {
        return new LinkedHashMap<>(references);
    }

    /// An image has this reference.
    synchronized void named(String image, String reference) {
        references.put(image, reference);
    }

    /// A node had another image under this reference before, so what runs there is not what was loaded.
    synchronized void replaced(String reference) {
        replaced.add(reference);
        memory.replaced(reference);
    }

    /// The replaced ones of this run, and of earlier ones that were ended before anything was deployed.
    synchronized Set<String> replaced() {
        var all = new LinkedHashSet<>(memory.replaced());
        all.addAll(replaced);
        return all;
    }

    /// The release was at one revision and is at another; 0 when there was none.
    synchronized void revisions(int before, int after) {
        revisionBefore = OptionalInt.of(before);
        revision = after;
        if (after > before) {
            memory.made(after);
        }
    }

    /// The revision that the release was at before this run; 0 when there was none, empty when nobody looked.
    synchronized OptionalInt revisionBefore() {
        return revisionBefore;
    }

    /// The revision that the release is at; 0 when it is not known.
    synchronized int revision() {
        return revision;
    }

    /// The revision has passed all checks, also those that delete pods.
    synchronized void proven(int number) {
        memory.proven(number);
    }

    /// Whether the checks of the revision that delete pods are still to be made.
    synchronized boolean unproven(int number) {
        return newRevision() || memory.unproven(number);
    }

    /// Whether this run made a new revision.
    private boolean newRevision() {
        return revision > revisionBefore.orElse(0);
    }
}
