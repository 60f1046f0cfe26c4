package dev.shipmate.model;

import java.util.List;

/// The protocol that suits a model, and why.
public record Finding(Protocol protocol, List<String> reasons) {
    public Finding {
        reasons = List.copyOf(reasons);
    }
}
