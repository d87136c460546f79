package io.positionstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever waits, waits on a thread of its own: each class that may, and on which. */
class BlockingTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.positionstream");

  private static final Map<String, String> WAITS =
      Map.ofEntries(
          Map.entry("account.LoginKeys", "worker, by executeBlocking"),
          Map.entry("account.Revival", "start"),
          Map.entry("account.SecretKeys", "start"),
          Map.entry("database.DatabasePassword", "start, and the worker of DatabaseCredentials"),
          Map.entry("database.DatabaseSettings", "start, and the worker of DatabaseCredentials"),
          Map.entry("database.EmbeddedPostgres", "start and shutdown"),
          Map.entry("database.LeftoverPostmaster", "start"),
          Map.entry("database.MigrationConnections", "start"),
          Map.entry("database.PasswordMigration", "start"),
          Map.entry("exchange.kalshi.KalshiRecordings", "start"),
          Map.entry("exchange.kalshi.RecordingReader", "the command replay"),
          Map.entry("exchange.kalshi.RecordingWriter", "the writer's own thread"),
          Map.entry("journal.JournalWatch", "shutdown"),
          Map.entry("replay.ReplayCommand", "the command replay"),
          Map.entry("stream.OpenStreams", "shutdown"));

  @Test
  void nobodyElseWaits() {
    noClasses()
        .that(
            describe("are not known to wait", c -> !WAITS.containsKey(name(c)) && !isSimulator(c)))
        .should()
        .accessTargetWhere(describe("waits", BlockingTest::waits))
        .because("one event loop that waits delays everybody on it")
        .check(OURS);
  }

  @Test
  void whoIsSaidToWaitDoes() {
    Set<String> waiting =
        OURS.stream()
            .filter(c -> !isSimulator(c))
            .flatMap(c -> c.getAccessesFromSelf().stream())
            .filter(BlockingTest::waits)
            .map(access -> name(access.getOriginOwner()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(waiting).isEqualTo(new TreeSet<>(WAITS.keySet()));
  }

  private static boolean waits(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String method = access.getTarget().getName();
    return owner.equals("io.smallrye.mutiny.groups.UniAwait")
        || owner.equals("java.nio.file.Files")
        || owner.startsWith("java.sql.")
        || owner.startsWith("java.io.File")
        || (owner.equals("java.lang.Thread") && Set.of("join", "sleep").contains(method))
        || (owner.equals("java.lang.Process") && method.equals("waitFor"))
        || (owner.endsWith("CompletableFuture") && Set.of("join", "get").contains(method))
        || (owner.endsWith(".CountDownLatch") && method.equals("await"))
        || (owner.endsWith("BlockingQueue") && Set.of("put", "take").contains(method))
        || method.endsWith("AndAwait");
  }

  private static boolean isSimulator(JavaClass c) {
    return c.getPackageName().startsWith("io.positionstream.simulator");
  }

  /** Below our root, of the outermost class. */
  private static String name(JavaClass c) {
    return c.getName().replace("io.positionstream.", "").replaceAll("\\$.*", "");
  }
}
