package dev.cdlc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;

/** The walls between modules and packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "dev.cdlc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MODULES_NEED_ONLY_MODULES_ABOVE_THEM =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("grammar")
          .definedBy("dev.cdlc.grammar..")
          .layer("schemas")
          .definedBy("dev.cdlc.schemas..")
          .layer("plan")
          .definedBy("dev.cdlc.plan..")
          .layer("compiler")
          .definedBy("dev.cdlc.compiler..")
          .layer("codegen")
          .definedBy("dev.cdlc.codegen..")
          .layer("runtime")
          .definedBy("dev.cdlc.runtime..")
          .layer("importer")
          .definedBy("dev.cdlc.importer..")
          .layer("cli")
          .definedBy("dev.cdlc.cli..")
          .whereLayer("grammar")
          .mayOnlyBeAccessedByLayers("compiler")
          .whereLayer("schemas")
          .mayOnlyBeAccessedByLayers("compiler", "importer")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("compiler", "codegen", "runtime", "importer", "cli")
          .whereLayer("compiler")
          .mayOnlyBeAccessedByLayers("importer", "cli")
          .whereLayer("codegen")
          .mayOnlyBeAccessedByLayers("runtime", "cli")
          .whereLayer("runtime")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("importer")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("dev.cdlc.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(beInANullMarkedPackage());

  @ArchTest
  static final ArchRule ONLY_THE_KERNEL_PACKAGE_TOUCHES_JNR =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cdlc.runtime.kernel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jnr..", "com.kenai.jffi..");

  @ArchTest
  static final ArchRule DECOMPRESSION_STOPS_AT_ARCHIVES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cdlc.runtime.archive")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.airlift..", "org.tukaani..");

  @ArchTest
  static final ArchRule RUNTIME_NEVER_REACHES_THE_LANGUAGE =
      noClasses()
          .that()
          .resideInAPackage("dev.cdlc.runtime..")
          .should()
          .transitivelyDependOnClassesThat(
              resideInAPackage("org.antlr..")
                  .or(resideInAPackage("dev.cdlc.grammar.."))
                  .or(resideInAPackage("dev.cdlc.compiler..")));

  @ArchTest
  static final ArchRule ANTLR_STOPS_AT_THE_SYNTAX_TREE =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.cdlc.grammar", "dev.cdlc.compiler.syntax")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.antlr..");

  @ArchTest
  static final ArchRule EMISSION_AND_LOWERING_KNOW_NO_SYNTAX =
      noClasses()
          .that()
          .resideInAnyPackage("dev.cdlc.compiler.oci..", "dev.cdlc.compiler.lower..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.cdlc.grammar..", "dev.cdlc.compiler.syntax..");

  @ArchTest
  static final ArchRule JSON_STAYS_WHERE_JSON_IS_WRITTEN =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.cdlc.schemas..",
              "dev.cdlc.plan..",
              "dev.cdlc.compiler.json",
              "dev.cdlc.compiler.oci..",
              "dev.cdlc.runtime.image",
              "dev.cdlc.importer.json",
              "dev.cdlc.importer.oci")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("tools.jackson..");

  @ArchTest
  static final ArchRule PASSES_READ_NOTHING_BUT_THEIR_ARGUMENTS =
      noClasses()
          .that(
              resideInAPackage("dev.cdlc.compiler..")
                  .or(resideInAPackage("dev.cdlc.codegen.."))
                  .or(resideInAPackage("dev.cdlc.importer..")))
          .should()
          .dependOnClassesThat(
              nameMatching(
                  "java\\.nio\\.file\\.Files|java\\.io\\.(File|FileInputStream|FileReader)"))
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Locale.class, "getDefault");

  @ArchTest
  static final ArchRule ONLY_CLI_PRINTS_AND_EXITS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cdlc.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses().should().haveNameMatching(".*[^.$](Manager|Helper|Utils?|Impl|Base|Common)");

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + ": " + marked));
      }
    };
  }
}
