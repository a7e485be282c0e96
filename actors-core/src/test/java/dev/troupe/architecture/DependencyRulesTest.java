package dev.troupe.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Executes the rules of the house: which package may know which, and where foreign technology stays. They keep the
/// invariants' code in one place each: turns (1) and order (2) in the scheduler, life cycle (5, 6) in the cells.
class DependencyRulesTest {
    private static final String INTERNAL = "dev.troupe.internal..";
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPath(CLASSES);

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }

    private static String internal(String room) {
        return "dev.troupe.internal." + room + "..";
    }

    /// Among the rooms inside, `room` knows only those.
    private static void knowsOnly(String room, String... rooms) {
        String[] allowed = Stream.concat(Stream.of(room), Stream.of(rooms)).map(DependencyRulesTest::internal)
                .toArray(String[]::new);
        check(noClasses().that().resideInAPackage(internal(room)).should()
                .dependOnClassesThat(resideInAPackage(INTERNAL)
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(allowed)))));
    }

    private static void staysIn(String technology, String... classNames) {
        List<String> at = List.of(classNames);
        TreeSet<String> users = new TreeSet<>();
        for (JavaClass one : CORE)
            if (one.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(technology)))
                users.add(outermost(one).getName().replace("dev.troupe.", ""));
        assertThat(users).as("who knows " + technology).isSubsetOf(at).isNotEmpty();
    }

    private static JavaClass outermost(JavaClass one) {
        JavaClass outer = one;
        while (outer.getEnclosingClass().isPresent()) outer = outer.getEnclosingClass().get();
        return outer;
    }

    @Test
    @Tag("classpath")
    void theClassesAreThere() {
        assertThat(CORE.contain("dev.troupe.internal.cell.Cell")).isTrue();
        assertThat(CORE.contain("dev.troupe.internal.scheduler.DequeScheduler")).isTrue();
        assertThat(CORE.size()).isGreaterThan(60);
    }

    @Test
    void coroutinesKnowNothingOfActors() {
        check(noClasses().that().resideInAPackage("dev.troupe.coroutine..").should().dependOnClassesThat(
                resideInAPackage("dev.troupe").or(resideInAnyPackage(internal("cell"), internal("system"),
                        internal("scheduler"), internal("mailbox"), internal("registry"), internal("report")))));
        check(noClasses().that().resideInAPackage(internal("coroutine")).should()
                .dependOnClassesThat(resideInAPackage("dev.troupe")));
    }

    @Test
    void theSchedulerKnowsNeitherActorsNorCoroutines() {
        check(noClasses().that().resideInAPackage(internal("scheduler")).should().dependOnClassesThat(
                resideInAnyPackage("dev.troupe", "dev.troupe.coroutine..", internal("coroutine"), internal("cell"))));
    }

    @Test
    void siblingsDontSeeEachOther() {
        knowsOnly("port");
        knowsOnly("log");
        knowsOnly("mailbox", "port");
        knowsOnly("scheduler", "port");
        knowsOnly("worker", "scheduler", "port");
        knowsOnly("registry", "port");
        knowsOnly("report", "port", "log");
        knowsOnly("coroutine", "port", "log");
        knowsOnly("offload", "port", "log");
        knowsOnly("process", "offload", "port", "log");
    }

    @Test
    void theCellKnowsWhatIsBelowItOnly() {
        knowsOnly("cell", "offload", "oversight", "mailbox", "scheduler", "worker", "registry", "coroutine", "report",
                "port",
                "log");
        check(noClasses().that().resideInAPackage(INTERNAL).and().resideOutsideOfPackage(internal("system")).should()
                .dependOnClassesThat().resideInAPackage(internal("system")));
    }

    @Test
    void thePortsAreBelowAll() {
        for (String below : List.of("port", "log"))
            check(noClasses().that().resideInAPackage(internal(below)).should().dependOnClassesThat(
                    resideInAPackage("dev.troupe..").and(DescribedPredicate.not(resideInAPackage(internal(below))))));
    }

    @Test
    void noCyclesAmongThePackages() {
        check(slices().matching("dev.troupe.internal.(*)..").should().beFreeOfCycles());
    }

    @Test
    void thePublicPackagesKnowTwoInternalOnes() {
        check(noClasses().that().resideInAPackage("dev.troupe").and().doNotHaveFullyQualifiedName(
                "dev.troupe.ActorSystem").and().doNotHaveFullyQualifiedName("dev.troupe.Task").should()
                .dependOnClassesThat().resideInAPackage(INTERNAL));
        check(classes().that().haveFullyQualifiedName("dev.troupe.ActorSystem").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.troupe", "dev.troupe.offload", "dev.troupe.spi",
                        internal("system"))));
        check(classes().that().haveFullyQualifiedName("dev.troupe.Task").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.troupe", internal("port"))));
        check(noClasses().that().resideInAPackage("dev.troupe.coroutine").should().dependOnClassesThat(
                resideInAPackage(INTERNAL).and(DescribedPredicate
                        .not(resideInAnyPackage(internal("coroutine"), internal("port"), internal("log"))))));
    }

    @Test
    void whatOthersPlugIntoKnowsNothingOfTroupe() {
        check(classes().that().resideInAPackage("dev.troupe.spi..").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.troupe.spi..", "org.jspecify.annotations")));
    }

    @Test
    void offloadKnowsNothingOfActors() {
        check(classes().that().resideInAnyPackage("dev.troupe.offload..", internal("offload"), internal("process"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.troupe.offload..", internal("offload"),
                        internal("process"), internal("port"), internal("log"), "org.slf4j",
                        "org.jspecify.annotations")));
        check(noClasses().that().resideInAPackage("dev.troupe.offload..").should()
                .dependOnClassesThat(resideInAnyPackage(internal("port"), internal("log"), "org.slf4j")));
    }

    /// The child's class path may hold Troupe alone.
    @Test
    void whatRunsInAChildKnowsNoLogger() {
        check(noClasses().that().haveNameMatching(
                "dev\\.troupe\\.internal\\.process\\.(Child|Courier|Frame.*|Admission.*|FailureShape|Kind|Wiring)")
                .should()
                .dependOnClassesThat(resideInAnyPackage(internal("port"), internal("log"), "org.slf4j..")));
    }

    @Test
    void theSimulationKnowsThePublicFaceAndWhatItPlugsInto() {
        check(classes().that().resideInAPackage("dev.troupe.simulation..").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.troupe", "dev.troupe.spi", "dev.troupe.simulation..",
                        "org.jspecify.annotations")));
        check(noClasses().that().resideOutsideOfPackage("dev.troupe.simulation..").should().dependOnClassesThat()
                .resideInAPackage("dev.troupe.simulation.."));
    }

    @Test
    void supervisorsAreBuiltOnThePublicFaceAndOversight() {
        check(classes().that().resideInAPackage("dev.troupe.supervision..").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.troupe", "dev.troupe.supervision..", internal("oversight"),
                        internal("log"), "org.slf4j", "org.jspecify.annotations")
                        .or(DescribedPredicate.describe("check names",
                                type -> type.getName().equals("dev.troupe.internal.registry.Names")))));
        check(noClasses().that().resideOutsideOfPackage("dev.troupe.supervision..").should().dependOnClassesThat()
                .resideInAPackage("dev.troupe.supervision.."));
    }

    @Test
    void routersAreBuiltOnThePublicFaceAndWhatTheKernelCounts() {
        check(classes().that().resideInAPackage("dev.troupe.routing..").should().onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.troupe", "dev.troupe.routing..", "org.jspecify.annotations")
                        .or(DescribedPredicate.describe("count work",
                                type -> type.getName().equals("dev.troupe.internal.oversight.Counted")))));
        check(noClasses().that().resideOutsideOfPackage("dev.troupe.routing..").should().dependOnClassesThat()
                .resideInAPackage("dev.troupe.routing.."));
    }

    @Test
    void exportedTypesShowNoInternalOnes() {
        List<String> shown = new ArrayList<>();
        for (JavaClass type : CORE.that(resideInAnyPackage("dev.troupe", "dev.troupe.coroutine", "dev.troupe.offload",
                "dev.troupe.spi", "dev.troupe.simulation", "dev.troupe.supervision", "dev.troupe.routing"))) {
            if (!type.getModifiers().contains(JavaModifier.PUBLIC)) continue;
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                if (!isVisible(unit.getModifiers())) continue;
                unit.getAllInvolvedRawTypes().forEach(t -> note(shown, unit.getFullName(), t));
            }
            for (JavaField field : type.getFields())
                if (isVisible(field.getModifiers()))
                    field.getAllInvolvedRawTypes().forEach(t -> note(shown, field.getFullName(), t));
            type.getAllRawInterfaces().forEach(t -> note(shown, type.getName(), t));
            type.getAllRawSuperclasses().forEach(t -> note(shown, type.getName(), t));
        }
        assertThat(shown).isEmpty();
    }

    private static boolean isVisible(java.util.Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static void note(List<String> shown, String where, JavaClass type) {
        boolean hidden = type.getPackageName().startsWith("dev.troupe.")
                && (type.getPackageName().startsWith("dev.troupe.internal")
                        || !type.getModifiers().contains(JavaModifier.PUBLIC));
        if (hidden) shown.add(where + " shows " + type.getName());
    }

    @Test
    void foreignLibrariesStayInFewFiles() {
        staysIn("org.jctools", "internal.scheduler.Inbox", "internal.scheduler.Alarm", "internal.worker.Queues",
                "internal.worker.ActorLane");
        staysIn("org.slf4j", "internal.log.Log", "internal.log.StderrLogger", "internal.report.Listeners",
                "internal.report.Reports", "internal.cell.Context", "HandlerContext", "internal.system.Closing",
                "internal.coroutine.EngineChoice", "coroutine.Abandoned", "internal.offload.Listeners",
                "internal.offload.Work",
                "internal.process.Output", "internal.process.Processes", "supervision.Crew", "supervision.Pooling");
        check(classes().that(alwaysTrue()).should().onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.troupe..",
                "org.jctools.queues.varhandle..", "org.slf4j..", "org.jspecify.annotations")));
    }

    @Test
    void theJdksInternalsStayInOneFileForEachEngine() throws IOException {
        List<String> users = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String code = Files.readString(file).replaceAll("(?m)^\\s*//.*$", "");
                if (code.contains("\"jdk.internal") || code.contains("\"java.lang.") || code.contains("sun.misc"))
                    users.add(String.valueOf(file.getFileName()));
            }
        }
        assertThat(users).containsExactlyInAnyOrder("VirtualEngine.java", "ContinuationEngine.java",
                "Pinning.java"); // which knows the names of frames, and calls nothing
    }
}
