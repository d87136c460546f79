package io.positionstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SECURITY.md says what the code does; where it states a fact, the fact is looked up. */
class SecurityDocumentTest {

  private static final String PAGE = read(Path.of("SECURITY.md"));
  private static final String CODE = all("src/main/java", ".java");
  private static final String SETTINGS = read(Path.of("src/main/resources/application.properties"));

  @Test
  void namesEveryWayInAndWhyOneFactorIsEnough() {
    assertThat(section("Ways in")).contains("| key |", "| guest |", "no third way", "One factor");
    assertThat(found(SETTINGS, "account\\.guests\\.(\\w+)\\.")).containsExactly("simulator");
  }

  @Test
  void saysHowGuessingIsLimitedAndOwnersAreNotLockedOut() {
    assertThat(section("Ways in"))
        .contains("per key id and per client address", "LOGIN_LIMITS_", "lock the owner out");
  }

  @Test
  void statesTheLifeOfSessionsAsConfigured() {
    assertThat(found(SETTINGS, "JWT_EXPIRATION_HOURS:(\\d+)")).containsExactly("24");
    assertThat(found(CODE, "\"(\\d+)d\"\\)\\s+Duration maxLife")).containsExactly("30");
    assertThat(found(SETTINGS, "JWT_RENEW_AFTER_HOURS:(\\d+)")).containsExactly("20");
    assertThat(section("Sessions")).contains("24 h", "20 h", "30 days", "NIST SP 800-63B");
  }

  @Test
  void saysHowManySessionsAnAccountMayHaveAndHowAnOperatorEndsThem() {
    assertThat(section("Sessions")).contains("any number of sessions", "SET revoked_at = now()");
  }

  @Test
  void statesTheRulesOfAccessByFunctionByOwnerAndByField() {
    assertThat(section("Who may see what"))
        .contains("Without a session", "the account of its user", "Fields:", "never given back");
  }

  @Test
  void inventoriesEveryAlgorithmOfTheCode() {
    Set<String> used = found(CODE, "getInstance\\(\\s*\"([^\"]+)\"");
    assertThat(used).contains("HKDF-SHA256", "AES/CBC/PKCS5Padding", "RSASSA-PSS");

    assertThat(section("Keys and cryptography"))
        .contains(used.stream().map(name -> "`" + name + "`").toList());
  }

  @Test
  void usesNoBrokenCipherModePaddingOrHash() {
    assertThat(found(CODE, "Cipher\\.getInstance\\(\\s*\"([^\"]+)\""))
        .containsExactly("AES/CBC/PKCS5Padding");
    assertThat(found(CODE, "getInstance\\(\\s*\"([^\"]+)\""))
        .noneMatch(name -> name.matches("(?i).*(ECB|PKCS1|MD5|SHA-?1\\b|SHA1|RC4|DES).*"));
  }

  @Test
  void saysWhoHoldsEachKeyAndHowLong() {
    assertThat(section("Keys and cryptography"))
        .contains("| `ENCRYPTION_SECRET_KEY`", "| `JWT_SECRET_KEY`", "| exchange key", "row key")
        .contains("shared with", "life", "Replace a key at once");
  }

  @Test
  void namesEveryHostTheServiceConnectsTo() {
    Set<String> hosts = found(SETTINGS, "(?:https?|wss?)://([^/:$}]+)");
    assertThat(hosts).hasSizeGreaterThan(3);

    assertThat(section("Connections")).contains(hosts.stream().map(h -> "`" + h + "`").toList());
  }

  @Test
  void onlyTheSimulatorIsReachedInTheClear() {
    assertThat(found(SETTINGS, "(?:http|ws)://([^/:$}]+)")).containsExactly("127.0.0.1");
  }

  @Test
  void classifiesEveryTableWithItsRule() {
    Set<String> tables = found(all("src/main/resources/db/migration", ".sql"), TABLE);
    assertThat(tables).contains("user_credentials", "fills");

    assertThat(section("Data"))
        .contains(tables.stream().map(t -> "`" + t + "`").toList())
        .contains("| secret |", "| private |", "| public |", "no-store", "deleted at logout");
  }

  @Test
  void inventoriesTheLogWithEventsTheCodeWrites() {
    String logs = section("Logs");
    Set<String> events = found(logs, "\\| `([a-z ]+)` \\|");

    assertThat(logs).contains("standard output", "offset", "retention");
    assertThat(events)
        .hasSizeGreaterThan(6)
        .allSatisfy(event -> assertThat(CODE).contains("\"" + event));
  }

  private static final String TABLE = "CREATE TABLE (?:IF NOT EXISTS )?(\\w+)";

  private static String section(String title) {
    int start = PAGE.indexOf("\n## " + title + "\n");
    assertThat(start).as(title).isPositive();
    int end = PAGE.indexOf("\n## ", start + 1);
    return PAGE.substring(start, end < 0 ? PAGE.length() : end);
  }

  private static Set<String> found(String text, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String all(String folder, String suffix) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .map(SecurityDocumentTest::read)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
