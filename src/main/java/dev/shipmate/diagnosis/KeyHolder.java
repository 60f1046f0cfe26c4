package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.KnownKinds;
import dev.shipmate.cluster.ResourceKind;
import dev.shipmate.spelling.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A Secret or a ConfigMap, with the names of its keys and nothing of what they hold.
///
/// @param referred whether the program is given something of it
record KeyHolder(ResourceKind kind, String name, Set<String> keys, boolean referred) {
    private static final int MOST = 200;

    KeyHolder {
        keys = Set.copyOf(keys);
    }

    /// Those of a namespace, with what the program is given first. Helm's records of releases and what the cluster puts
    /// into every namespace are no settings.
    ///
    /// @param given what the program is given, as it is displayed
    static List<KeyHolder> in(Cluster cluster, String namespace, Set<String> given) {
        var found = new ArrayList<KeyHolder>();
        for (ResourceKind kind : List.of(KnownKinds.SECRETS, KnownKinds.CONFIG_MAPS)) {
            Permitted.look(() -> cluster.forEachObject(kind, namespace, "", object -> {
                String type = object.path("type").asString("");
                String name = Objects.name(object);
                boolean settings = !type.contains("helm.sh")
                        && !type.contains("service-account-token")
                        && !name.equals("kube-root-ca.crt");
                if (settings && found.size() < MOST) {
                    found.add(new KeyHolder(
                            kind,
                            name,
                            Set.copyOf(object.path("data").propertyNames()),
                            given.contains(kind.singular() + "/" + name)));
                }
            }));
        }
        found.sort(Comparator.comparing(holder -> !holder.referred()));
        return found;
    }

    /// As kubectl writes it: `secret/backend`.
    String display() {
        return kind.singular() + "/" + name;
    }

    /// The key that was meant by a name: the same in other letters, or a slip.
    Optional<String> nearest(String wanted) {
        String plain = plain(wanted);
        return keys.stream()
                .filter(key -> plain(key).equals(plain))
                .findFirst()
                .or(() -> keys.stream()
                        .filter(key -> Spelling.slip(plain, plain(key)))
                        .findFirst());
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }
}
