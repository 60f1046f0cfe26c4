package dev.shipmate.benchmark;

import dev.shipmate.conversation.PlannerMode;

/// What is tried: a model, how freely it chooses its words, and who chooses the calls.
///
/// @param temperature 0 or more
public record Setting(String model, double temperature, PlannerMode planner) {
    /// Such as `smollm2:135m, temperature 0.7`.
    public String display() {
        return "%s, temperature %s".formatted(model, temperatureText());
    }

    /// Without a fraction that says nothing.
    public String temperatureText() {
        return temperature == Math.rint(temperature)
                ? String.valueOf(Math.round(temperature))
                : String.valueOf(temperature);
    }
}
