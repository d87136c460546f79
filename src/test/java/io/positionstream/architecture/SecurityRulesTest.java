package io.positionstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What the code must never do, whatever the occasion. */
class SecurityRulesTest {

  private static final Set<String> REDIRECTS =
      Set.of("redirect", "seeOther", "temporaryRedirect", "reroute");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.positionstream");

  @Test
  void nobodyIsRedirected() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "redirects",
                (JavaMethodCall c) ->
                    REDIRECTS.contains(c.getTarget().getName()) && !staysInside(c)))
        .because("a redirect leads victims elsewhere and hides that a client came by plain http")
        .check(OURS);
  }

  /** Within the server and to one fixed address, the page's: no client is sent anywhere. */
  private static boolean staysInside(JavaMethodCall call) {
    return call.getTarget().getName().equals("reroute")
        && call.getOriginOwner().getSimpleName().equals("PageAddresses");
  }

  @Test
  void secretsAreMadeByASecureRandom() {
    noClasses()
        .that()
        .resideInAPackage("io.positionstream.account..")
        .should()
        .dependOnClassesThat(belongToAnyOf(ThreadLocalRandom.class))
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .because("keys, initialisation vectors and ids must not be guessable")
        .check(OURS);
  }
}
