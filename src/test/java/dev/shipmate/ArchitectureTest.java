package dev.shipmate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The walls of the house, and the habits that a machine can check. Each fact also asserts that it was looked for
/// in a good number of places, so that it cannot pass on nothing.
class ArchitectureTest {
    private static final int LONGEST_FILE = 300;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.shipmate");

    @ParameterizedTest
    @CsvSource({
        "cli, picocli..",
        "terminal, org.jline..",
        "terminal, org.commonmark..",
        "cluster, io.fabric8..",
        "model, dev.langchain4j..",
        "helm, com.marcnuri..",
        "metrics, io.prometheus..",
    })
    void aLibraryIsKnownToOnePackage(String owner, String library) {
        DescribedPredicate<JavaClass> inside = resideInAPackage("dev.shipmate." + owner);
        holds(noClasses()
                .that(not(inside))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because("other packages ask '%s' in their own words".formatted(owner)));
    }

    @Test
    void packagesHaveNoCycles() {
        holds(slices().matching("dev.shipmate.(*)..").should().beFreeOfCycles());
        assertThat(featurePackages()).hasSizeGreaterThan(10);
    }

    @Test
    void featuresDoNotKnowTheEdge() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.shipmate.conversation",
                        "dev.shipmate.planning",
                        "dev.shipmate.model",
                        "dev.shipmate.tool..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.shipmate.cli", "dev.shipmate.terminal")));
    }

    @Test
    void onlyMainTouchesTheStandardStreamsAndEndsTheProcess() {
        holds(noClasses()
                .that(are(type -> !type.isEquivalentTo(Main.class), "outside Main"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void nothingStaticCanChange() {
        holds(fields().that().areStatic().should().beFinal());
    }

    @Test
    void noClassIsNamedAfterHavingNoPlace() {
        holds(noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager"));
        holds(noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..misc..", "..impl.."));
    }

    @Test
    void featuresAreFlatAndOnlyToolsAreSplitByArea() {
        holds(classes()
                .that(not(resideInAPackage("dev.shipmate.tool..")))
                .should()
                .resideInAnyPackage("dev.shipmate", "dev.shipmate.*"));
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatIsInside() throws IOException {
        List<Path> files = sources("src/main/java");
        List<Path> folders = files.stream().map(Path::getParent).distinct().toList();
        assertThat(folders).hasSizeGreaterThan(10).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).content().contains("@NullMarked\npackage").startsWith("/// ");
        });
        assertThat(CLASSES.stream().filter(type -> type.isAnnotatedWith(NullMarked.class)))
                .hasSameSizeAs(folders);
    }

    @Test
    void noFileIsLongerThanThreeHundredLines() throws IOException {
        var tooLong = new TreeMap<Path, Integer>();
        List<Path> files = Stream.concat(sources("src/main/java").stream(), sources("src/test/java").stream())
                .toList();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST_FILE) {
                tooLong.put(file, lines);
            }
        }
        assertThat(files).hasSizeGreaterThan(60);
        assertThat(tooLong).isEmpty();
    }

    private static void holds(ArchRule rule) {
        assertThat(CLASSES.size()).isGreaterThan(60);
        rule.check(CLASSES);
    }

    private static Stream<String> featurePackages() {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("dev.shipmate."))
                .distinct();
    }

    private static DescribedPredicate<JavaClass> are(Predicate<JavaClass> test, String description) {
        return DescribedPredicate.describe(description, test);
    }

    private static List<Path> sources(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
