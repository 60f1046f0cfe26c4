package dev.shipmate.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/// A setting of a program that has the name of a variable which Kubernetes gives to pods for each Service: `DB_PORT` is
/// `tcp://10.0.0.7:5432` then, and no number.
final class ServiceLinkRule implements LogRule {
    private static final Pattern LINK = Pattern.compile("tcp://([\\d.]+|\\[[0-9a-fA-F:]+\\]):(\\d+)");

    private final Scene scene;

    ServiceLinkRule(Scene scene) {
        this.scene = scene;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        boolean links =
                log.suspect().json().path("spec").path("enableServiceLinks").asBoolean(true);
        return links
                ? log.newest(LINK).flatMap(link -> service(log, link)).map(service -> known(lead, log, service))
                : Optional.empty();
    }

    private Optional<ServiceFacts> service(LogEnd log, Matcher link) {
        return scene.servicesIn(log.namespace()).stream()
                .filter(service -> service.address().equals(link.group(1).replaceAll("[\\[\\]]", "")))
                .findFirst();
    }

    private static Lead known(Lead lead, LogEnd log, ServiceFacts service) {
        String variable = service.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
        Finding finding = lead.finding()
                .as("service-link-collision")
                .as(Confidence.LIKELY)
                .withCause("%s Kubernetes sets %s for %s, and the program takes it for a setting of its own."
                        .formatted(lead.finding().cause(), variable, service.display()))
                .withEvidence(List.of("%s is set for %s, which has address %s"
                        .formatted(variable, service.display(), service.address())))
                .withNext("Set enableServiceLinks to false, or rename the service.");
        return lead.with(PatchTemplate.spec(
                        log.suspect(),
                        "Turn off the service links of " + log.suspect().object(),
                        JsonNodeFactory.instance.objectNode().put("enableServiceLinks", false))
                .map(finding::withRemedy)
                .orElse(finding));
    }
}
