package io.positionstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The design, one sentence a rule. */
class ArchitectureTest {

  private static final String ROOT = "io.positionstream.";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.positionstream");

  @Test
  void thePortfolioIsPure() {
    classes()
        .that()
        .resideInAPackage(ROOT + "portfolio..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                ROOT + "portfolio..", "java..", "org.jspecify..", "org.pcollections.."))
        .because("the fold must run anywhere: in a test, under a virtual clock, a million times")
        .check(OURS);
  }

  @Test
  void thePortfolioKnowsNoClock() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "portfolio..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .because("time is an event, too")
        .check(OURS);
  }

  @Test
  void amountsAreNeverBinaryFloatingPoint() {
    DescribedPredicate<JavaClass> binary =
        describe("float or double", c -> List.of("float", "double").contains(c.getName()));
    fields()
        .that()
        .areDeclaredInClassesThat(resideInAnyPackage(ROOT + "portfolio..", ROOT + "exchange.."))
        .should()
        .notHaveRawType(binary)
        .because("0.1 + 0.2 is not 0.3")
        .check(OURS);
    methods()
        .that()
        .areDeclaredInClassesThat(resideInAnyPackage(ROOT + "portfolio..", ROOT + "exchange.."))
        .should()
        .notHaveRawReturnType(binary)
        .because("0.1 + 0.2 is not 0.3")
        .check(OURS);
  }

  @Test
  void arrowsPointDown() {
    mayKnow("portfolio");
    mayKnow("portfolio.ledger", "portfolio");
    mayKnow("web", "portfolio");
    mayKnow("configuration");
    mayKnow("database", "configuration");
    mayKnow("exchange", "portfolio", "exchange.kalshi");
    mayKnow("account", "exchange", "portfolio", "web", "database", "configuration");
    mayKnow("engine", "account", "exchange", "portfolio");
    mayKnow("replay", "engine", "exchange", "portfolio");
    mayKnow("journal", "engine", "exchange", "portfolio");
    mayKnow("stream", "engine", "account", "exchange", "portfolio", "web");
    mayKnow("statement", "engine", "journal", "stream", "portfolio", "portfolio.ledger", "web");
  }

  private static void mayKnow(String room, String... known) {
    DescribedPredicate<JavaClass> allowed =
        describe(
            "allowed for " + room,
            c ->
                !c.getPackageName().startsWith("io.positionstream")
                    || in(c, room)
                    || List.of(known).stream().anyMatch(k -> in(c, k)));
    classes()
        .that()
        .resideInAPackage(ROOT + room)
        .should()
        .onlyDependOnClassesThat(allowed)
        .because("DESIGN: A -> B means that A knows B, and arrows point down")
        .check(OURS);
  }

  private static boolean in(JavaClass c, String room) {
    return c.getPackageName().equals(ROOT + room);
  }

  @Test
  void thePortOfAnExchangeKnowsNoAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "exchange.kalshi..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "exchange.kalshi..")
        .because("production, demo and simulator differ only in configuration")
        .check(OURS);
  }

  @Test
  void onlyTheAdapterSaysKalshi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "exchange.kalshi..")
        .should()
        .haveSimpleNameContaining("Kalshi")
        .because("another exchange must be an addition, not a rewrite")
        .check(OURS);
  }

  @Test
  void theSimulatorSharesNothingWithUs() {
    classes()
        .that()
        .resideInAPackage(ROOT + "simulator..")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "not ours, or the simulator's own",
                c ->
                    !c.getPackageName().startsWith("io.positionstream")
                        || c.getPackageName().startsWith(ROOT + "simulator")))
        .because("else both could be wrong alike")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "simulator..")
        .because("nothing in the code knows whether it talks to the simulator")
        .check(OURS);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("io.positionstream.(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void pureRoomsDoNotKnowMutiny() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "portfolio..")
        .or()
        .haveSimpleName("Translator")
        .or()
        .haveSimpleName("KalshiSigner")
        .or()
        .haveSimpleName("Vault")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.smallrye.mutiny..")
        .because("pure code is tested without a subscriber")
        .check(OURS);
  }

  @Test
  void timeComesInByTheConstructor() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("a test must be able to hold the clock")
        .check(OURS);
  }

  @Test
  void entitiesStayInTheirPackage() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .bePackagePrivate()
        .allowEmptyShould(true)
        .because("a row is not a value of the domain")
        .check(OURS);
  }
}
