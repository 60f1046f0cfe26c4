package dev.shipmate.pipeline;

/// What a look before a deploy has found.
sealed interface Remark {
    /// It would not work.
    record Wrong(String what, String suggestion) implements Remark {}

    /// It may work, but a person should know.
    record Note(String text) implements Remark {}

    /// As it should be.
    record Fine(String text) implements Remark {}
}
