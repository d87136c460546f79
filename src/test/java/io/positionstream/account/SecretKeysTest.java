package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

  private static final String GOOD = "uQ3k0Yb5vJm2Rz8TtWc1nXh7LpEa4GdS6oViFyKqBwM=";

  @TempDir Path home;

  @Test
  void readsKeysFromTextOrFile() throws Exception {
    Path file = Files.writeString(home.resolve("key"), GOOD + "\n");

    List<Secret> fromText =
        production().base64("V", Optional.of(GOOD + ", " + GOOD), Optional.empty());
    List<Secret> fromFile = production().base64("V", Optional.empty(), Optional.of(file));

    assertThat(fromText).hasSize(2);
    assertThat(fromFile).containsExactly(fromText.getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2hvcnQ=",
        "not base64 at all!",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        // The key of the vectors in the Fernet specification, and without its padding.
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4",
        "CHANGE_ME_CHANGE_ME_CHANGE_ME_CHANGE_ME_CHA=",
        // One bad key among good ones.
        GOOD + ",c2hvcnQ="
      })
  void refusesMissingShortAndExampleKeysNamingTheVariable(String text) {
    assertThatThrownBy(
            () -> production().base64("ENCRYPTION_SECRET_KEY", Optional.of(text), Optional.empty()))
        .hasMessageStartingWith("ENCRYPTION_SECRET_KEY ")
        .hasMessageContaining("openssl rand -base64 32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "change-me-change-me-change-me-0123456789",
        "aaaabbbbaaaabbbbaaaabbbbaaaabbbbaaaa",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
      })
  void refusesWeakTexts(String text) {
    assertThatThrownBy(
            () -> production().text("JWT_SECRET_KEY", Optional.of(text), Optional.empty()))
        .hasMessageStartingWith("JWT_SECRET_KEY ")
        .hasMessageNotContaining(text);
  }

  @Test
  void refusesWhateverTheExampleFileHolds() throws Exception {
    for (String variable : List.of("ENCRYPTION_SECRET_KEY", "JWT_SECRET_KEY")) {
      String line =
          Files.readAllLines(Path.of(".env.example")).stream()
              .filter(l -> l.matches("#?" + variable + "=.*"))
              .findFirst()
              .orElseThrow();
      Optional<String> example = Optional.of(line.substring(line.indexOf('=') + 1));

      assertThatThrownBy(() -> production().base64(variable, example, Optional.empty()))
          .hasMessageStartingWith(variable);
      assertThatThrownBy(() -> production().text(variable, example, Optional.empty()))
          .hasMessageStartingWith(variable);
    }
  }

  @Test
  void generatesOnceWhereItMayReadableByTheOwnerOnly() throws Exception {
    SecretKeys development =
        new SecretKeys(Optional.of(home.resolve("secrets")), new SecureRandom());

    List<Secret> first = development.base64("V_KEY", Optional.empty(), Optional.empty());
    List<Secret> second = development.base64("V_KEY", Optional.empty(), Optional.empty());

    assertThat(first).isEqualTo(second);
    assertThat(Files.getPosixFilePermissions(home.resolve("secrets/v_key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static SecretKeys production() {
    return new SecretKeys(Optional.empty(), new SecureRandom());
  }
}
