package dev.shipmate.model;

/// A model that a server has. `size` is its number of parameters, such as `1.7B`, and `quantisation` such as
/// `Q4_K_M`; both are empty, and `bytes` 0, when the server does not tell.
public record InstalledModel(String name, String digest, String size, String quantisation, long bytes) {
    /// Billions of parameters, or 0 when unknown.
    double billions() {
        String number = size.replaceAll("[^0-9.]", "");
        if (number.isEmpty()) {
            return 0;
        }
        double value = Double.parseDouble(number);
        return size.endsWith("M") ? value / 1000 : value;
    }
}
