package dev.shipmate.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shipmate.verification.ReportLine.Mark;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class VerificationReportTest {
    private static final VerificationReport REPORT = new VerificationReport(
            "todo",
            List.of(
                    result("the page answers", Outcome.passed(), 120),
                    result("pods run", Outcome.passed("3 pods"), 5_000),
                    result(
                            "a < b & \"c\"",
                            new Outcome.Failed("GET /", "status 200", "status 500: <html>\u0000]]>", "Read the logs."),
                            30),
                    result("restart", new Outcome.NotChecked("it was left out"), 0)),
            Instant.parse("2026-11-01T09:00:00Z"),
            Duration.ofMillis(5_150));

    private static CheckResult result(String name, Outcome outcome, long millis) {
        var check = new PodsCheck(name, "verify[0]", "", Duration.ZERO, Duration.ZERO);
        return new CheckResult(check, outcome, Duration.ofMillis(millis));
    }

    @Test
    void linesTellEachCheckAndTheSum() {
        assertThat(REPORT.lines())
                .containsExactly(
                        new ReportLine(Mark.PASSED, "the page answers (0.1 s)", List.of()),
                        new ReportLine(Mark.PASSED, "pods run (5.0 s)", List.of("3 pods")),
                        new ReportLine(
                                Mark.FAILED,
                                "a < b & \"c\" (0.0 s)",
                                List.of(
                                        "asked: GET /",
                                        "expected: status 200",
                                        "seen: status 500: <html>\u0000]]>",
                                        "Read the logs.")),
                        new ReportLine(Mark.NOT_CHECKED, "restart (0.0 s)", List.of("not checked: it was left out")),
                        new ReportLine(Mark.FAILED, "2 passed, 1 failed, 1 not checked, in 5.2 s", List.of()));
    }

    @Test
    void jsonHasTheDocumentedShape() {
        assertThat(REPORT.json().toPrettyString().replace("\r", "")).isEqualTo("""
                {
                  "release" : "todo",
                  "passed" : false,
                  "started" : "2026-11-01T09:00:00Z",
                  "milliseconds" : 5150,
                  "counts" : {
                    "passed" : 2,
                    "failed" : 1,
                    "notChecked" : 1
                  },
                  "checks" : [ {
                    "name" : "the page answers",
                    "kind" : "pods",
                    "place" : "verify[0]",
                    "cleanup" : false,
                    "milliseconds" : 120,
                    "outcome" : "passed",
                    "notes" : [ ]
                  }, {
                    "name" : "pods run",
                    "kind" : "pods",
                    "place" : "verify[0]",
                    "cleanup" : false,
                    "milliseconds" : 5000,
                    "outcome" : "passed",
                    "notes" : [ "3 pods" ]
                  }, {
                    "name" : "a < b & \\"c\\"",
                    "kind" : "pods",
                    "place" : "verify[0]",
                    "cleanup" : false,
                    "milliseconds" : 30,
                    "outcome" : "failed",
                    "where" : "GET /",
                    "expected" : "status 200",
                    "seen" : "status 500: <html>\\u0000]]>",
                    "suggestion" : "Read the logs."
                  }, {
                    "name" : "restart",
                    "kind" : "pods",
                    "place" : "verify[0]",
                    "cleanup" : false,
                    "milliseconds" : 0,
                    "outcome" : "notChecked",
                    "reason" : "it was left out"
                  } ]
                }""");
    }

    /// The Ant task's schema, as Jenkins publishes it: a suite counts its tests, failures, errors and skipped; a case
    /// has a name, a class name and seconds, and in it at most one `failure` or `skipped`.
    @Test
    void junitXmlIsWellFormedAndCountsItsCases() throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(REPORT.junitXml())));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(List.of("name", "tests", "failures", "errors", "skipped", "time", "timestamp"))
                .extracting(suite::getAttribute)
                .containsExactly("verification of todo", "4", "1", "0", "1", "5.150", "2026-11-01T09:00:00Z");
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(4);
        Element failing = (Element) cases.item(2);
        assertThat(failing.getAttribute("name")).isEqualTo("a < b & \"c\"");
        assertThat(failing.getAttribute("classname")).isEqualTo("verify.pods");
        Element failure = (Element) failing.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("expected status 200, seen: status 500: <html>\uFFFD]]>");
        assertThat(failure.getTextContent()).contains("Read the logs.");
        Element skipped = (Element)
                ((Element) cases.item(3)).getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo("it was left out");
    }
}
