package dev.shipmate.redaction;

/// Finds secrets by how they look, by the names they stand under, and by having been learned.
///
/// Every family reads the text once from left to right, without regular expressions, so that a hostile log line
/// costs no more than its length. Safe for use by several threads.
public final class PatternRedactor implements Redactor {
    private final LearnedValues learned = new LearnedValues();

    @Override
    public String redact(String text) {
        var spans = new Spans();
        learned.find(text, spans);
        var traits = TextTraits.of(text);
        if (traits.longestWord() >= KeyShape.SHORTEST) {
            KeyShape.ALL.forEach(shape -> shape.find(text, spans));
        }
        if (traits.longestWord() >= EncodedRuns.SHORTEST) {
            EncodedRuns.find(text, spans);
        }
        if (traits.dashes()) {
            PemBlocks.find(text, spans);
        }
        SpokenPasswords.find(text, spans);
        CommandPasswords.find(text, spans);
        if (traits.assigns()) {
            UrlPasswords.find(text, spans);
            Headers.find(text, spans);
        }
        if (traits.assigns() || traits.columns() || traits.dashes()) {
            new NamedValues(text, spans).find();
        }
        return spans.isEmpty() ? text : spans.maskedIn(text);
    }

    @Override
    public void learn(String value) {
        learned.add(value);
    }
}
