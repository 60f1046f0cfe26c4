package dev.shipmate.diagnosis;

import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.diagnosis.Webhooks.Hook;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Certificates that have ended, or will soon: those of Ingresses, and those by which the API server knows webhooks and
/// programs that serve a part of the API.
final class CertificateRules implements SceneRule {
    @Override
    public List<Lead> examine(Scene scene) {
        var leads = new ArrayList<Lead>();
        scene.objects()
                .of(Objects.CERTIFICATES)
                .forEach(secret -> ofSecret(secret, scene).ifPresent(leads::add));
        var seen = new TreeSet<String>();
        for (Hook hook : Webhooks.all(scene)) {
            ofAuthority(
                            hook.webhook().at("/clientConfig/caBundle"),
                            hook.display(),
                            "what its webhook %s is asked about".formatted(hook.name()),
                            scene)
                    .filter(finding -> seen.add(finding.object()))
                    .map(finding -> finding.as(
                            finding.severity() == Severity.ERROR && !hook.blocks()
                                    ? Severity.WARNING
                                    : finding.severity()))
                    .ifPresent(finding -> leads.add(Lead.of(finding).reaching(hook.reach(scene))));
        }
        scene.objects()
                .of(KnownKinds.API_SERVICES)
                .forEach(api -> ofAuthority(
                                api.path("spec").path("caBundle"),
                                "apiservice/" + Objects.name(api),
                                "what needs this part of the API",
                                scene)
                        .ifPresent(finding -> leads.add(Lead.of(finding))));
        return leads;
    }

    private static Optional<Lead> ofSecret(JsonNode secret, Scene scene) {
        String name = Objects.name(secret);
        List<String> users = scene.objects()
                .of(KnownKinds.INGRESSES, Objects.namespace(secret))
                .filter(ingress -> ingress.path("spec")
                        .path("tls")
                        .valueStream()
                        .anyMatch(tls -> tls.path("secretName").asString("").equals(name)))
                .map(ingress -> "ingress/" + Objects.name(ingress))
                .toList();
        return Certificates.parse(secret.path("data").path("tls.crt").asString(""))
                .own()
                .flatMap(certificate -> judged(
                        certificate,
                        scene.at(),
                        new Holder(
                                "secret/" + name,
                                Objects.namespace(secret),
                                "data[tls.crt]",
                                "who calls %s is warned or turned away".formatted(String.join(", ", users)))))
                .map(finding -> Lead.of(finding).concerning(users));
    }

    private static Optional<Finding> ofAuthority(JsonNode bundle, String object, String what, Scene scene) {
        return Certificates.parse(bundle.asString(""))
                .longest()
                .flatMap(certificate -> judged(
                        certificate,
                        scene.at(),
                        new Holder(
                                object,
                                "",
                                "caBundle",
                                "the API server trusts nobody there, and %s fails".formatted(what))));
    }

    /// Where a certificate is, and what fails without it.
    private record Holder(String object, String namespace, String field, String consequence) {}

    private static Optional<Finding> judged(X509Certificate certificate, Instant now, Holder holder) {
        Instant end = Certificates.end(certificate);
        Instant beginning = certificate.getNotBefore().toInstant();
        if (beginning.isAfter(now)) {
            return Optional.of(finding(
                    "certificate-expired",
                    holder,
                    certificate,
                    "its certificate is good only from %s on: until then, %s"
                            .formatted(beginning, holder.consequence())));
        }
        if (!end.isAfter(now)) {
            return Optional.of(finding(
                    "certificate-expired",
                    holder,
                    certificate,
                    "its certificate ended at %s, so %s".formatted(end, holder.consequence())));
        }
        return Certificates.endsSoon(certificate, now)
                ? Optional.of(finding(
                                "certificate-expiring",
                                holder,
                                certificate,
                                "its certificate ends in %d days and was not renewed; then %s"
                                        .formatted(Duration.between(now, end).toDays(), holder.consequence()))
                        .as(Severity.WARNING))
                : Optional.empty();
    }

    private static Finding finding(String id, Holder holder, X509Certificate certificate, String cause) {
        return Finding.of(
                        id,
                        holder.object(),
                        holder.namespace(),
                        cause + ".",
                        List.of(),
                        "Renew it; where a program renews certificates, see why it has not renewed this one.")
                .with(Evidence.field(
                        holder.field(),
                        "the certificate of %s is good from %s to %s"
                                .formatted(
                                        certificate.getSubjectX500Principal().getName(),
                                        certificate.getNotBefore().toInstant(),
                                        Certificates.end(certificate))));
    }
}
