package dev.shipmate.diagnosis;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The certificates in a field of an object, which has them as PEM in base64.
record Certificates(List<X509Certificate> all) {
    /// Who renews certificates by a program does it before two weeks are left.
    private static final Duration NOTICE = Duration.ofDays(14);

    Certificates {
        all = List.copyOf(all);
    }

    /// None when the text is not understood: whether that is wrong, its reader knows.
    static Certificates parse(String base64) {
        try {
            byte[] pem = Base64.getMimeDecoder().decode(base64);
            return new Certificates(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList());
        } catch (CertificateException | IllegalArgumentException _) {
            return new Certificates(List.of());
        }
    }

    /// The first is the server's own, those behind it have signed it.
    Optional<X509Certificate> own() {
        return all.stream().findFirst();
    }

    /// Of a bundle of authorities, the one that is good for longest: one is enough.
    Optional<X509Certificate> longest() {
        return all.stream().max((one, other) -> end(one).compareTo(end(other)));
    }

    static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    /// Whether it ends so soon that it should have been renewed. One that is good for days only is renewed later
    /// than one that is good for months.
    static boolean endsSoon(X509Certificate certificate, Instant now) {
        Duration third = Duration.between(certificate.getNotBefore().toInstant(), end(certificate))
                .dividedBy(3);
        Duration notice = third.compareTo(NOTICE) < 0 ? third : NOTICE;
        return end(certificate).isBefore(now.plus(notice));
    }
}
