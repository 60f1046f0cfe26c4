package dev.shipmate.image;

import dev.shipmate.project.ImageSpec;
import dev.shipmate.project.Project;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How the images of a project are told from those of others. The project's label alone is no proof: whatever is built
/// from an image of ours inherits it, and anybody may give an image of ours a name to keep it by.
public final class ProjectImages {
    private static final String OTHER_NAME = "it has a name that is not the project's";
    private static final String OTHER_LABELS = "it has no name, and labels that are not the project's";

    private final String project;
    private final Set<String> repositories;

    /// @param repositories those that the project builds images for
    public ProjectImages(String project, Set<String> repositories) {
        this.project = project;
        this.repositories =
                repositories.stream().map(ProjectImages::repository).collect(Collectors.toUnmodifiableSet());
    }

    public static ProjectImages of(Project project) {
        return new ProjectImages(
                project.name(),
                project.images().stream().map(ImageSpec::repository).collect(Collectors.toSet()));
    }

    String project() {
        return project;
    }

    /// Why an image is not the project's, or empty when it is.
    String objection(StoredImage image) {
        if (!image.belongsTo(project)) {
            return "it does not belong to project '%s'".formatted(project);
        }
        List<String> names = image.references();
        if (names.isEmpty()) {
            String title = image.labels().getOrDefault(ImageLabels.TITLE, "");
            return repositories.contains(repository(title)) ? "" : OTHER_LABELS;
        }
        return names.stream().map(ProjectImages::repository).allMatch(repositories::contains) ? "" : OTHER_NAME;
    }

    private static String repository(String reference) {
        ImageReference full = ImageReference.of(reference);
        return full.registry() + "/" + full.repository();
    }
}
