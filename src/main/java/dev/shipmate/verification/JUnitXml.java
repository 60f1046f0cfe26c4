package dev.shipmate.verification;

import dev.shipmate.verification.ReportLine.Mark;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes a report in the form that JUnit's Ant task made common: a suite, its cases, and in them failures and what
/// was skipped.
final class JUnitXml {
    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(VerificationReport report) {
        var text = new StringWriter();
        try {
            new JUnitXml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text)).write(report);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A report can always be written to memory.", e);
        }
        return text.toString();
    }

    private void write(VerificationReport report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        xml.writeStartElement("testsuite");
        attribute("name", "verification of " + report.release());
        attribute("tests", String.valueOf(report.results().size()));
        attribute("failures", String.valueOf(report.count(Mark.FAILED)));
        attribute("errors", "0");
        attribute("skipped", String.valueOf(report.count(Mark.NOT_CHECKED)));
        attribute("time", seconds(report.took()));
        attribute("timestamp", report.started().toString());
        for (CheckResult result : report.results()) {
            write(result);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(CheckResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "verify." + VerificationReport.kind(result.check()));
        attribute("name", result.check().name());
        attribute("time", seconds(result.took()));
        switch (result.outcome()) {
            case Outcome.Passed(List<String> notes) -> {
                if (!notes.isEmpty()) {
                    xml.writeStartElement("system-out");
                    xml.writeCharacters(allowed(String.join("\n", notes)));
                    xml.writeEndElement();
                }
            }
            case Outcome.Failed failed -> {
                xml.writeStartElement("failure");
                attribute("type", "expectation");
                attribute("message", "expected %s, seen: %s".formatted(failed.expected(), failed.seen()));
                xml.writeCharacters(allowed(String.join("\n", VerificationReport.details(failed))));
                xml.writeEndElement();
            }
            case Outcome.NotChecked(String reason) -> {
                xml.writeEmptyElement("skipped");
                attribute("message", reason);
            }
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    /// What XML 1.0 has no place for, not even escaped, becomes a replacement character.
    private static String allowed(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }
}
