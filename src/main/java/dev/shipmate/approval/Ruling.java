package dev.shipmate.approval;

/// The decision on a planned change, and whose it is.
public record Ruling(Approval approval, Authority authority) {
    public boolean allows() {
        return approval.allows();
    }
}
