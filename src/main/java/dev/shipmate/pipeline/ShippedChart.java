package dev.shipmate.pipeline;

import dev.shipmate.helm.ChartRequest;
import dev.shipmate.helm.Setting;
import dev.shipmate.project.ImageSpec;
import dev.shipmate.project.SecretSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The chart of a shipment with all values that it is deployed with. Later ones win: the environment's files and
/// settings, the images, the names of the Secrets, and what this one run wants.
final class ShippedChart {
    private ShippedChart() {}

    /// @param references of the images by their names; an image without one is left to the chart's own values
    static ChartRequest of(Shipment shipment, Map<String, String> references, List<Setting> wanted) {
        var settings = new ArrayList<Setting>();
        shipment.environment().settings().forEach((name, value) -> settings.add(Setting.yaml(name, value)));
        for (ImageSpec image : shipment.project().images()) {
            String reference = references.getOrDefault(image.name(), "");
            if (!reference.isEmpty()) {
                settings.add(Setting.text(image.valuesKey() + ".repository", image.repository()));
                settings.add(Setting.text(
                        image.valuesKey() + ".tag",
                        reference.substring(image.repository().length() + 1)));
            }
        }
        for (SecretSpec secret : shipment.project().secrets()) {
            if (!secret.valuesKey().isEmpty()) {
                settings.add(Setting.text(secret.valuesKey(), secret.name()));
            }
        }
        settings.addAll(wanted);
        return new ChartRequest(
                shipment.project().chart(),
                shipment.release(),
                shipment.environment().values(),
                settings);
    }
}
