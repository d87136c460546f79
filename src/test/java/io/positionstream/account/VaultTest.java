package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultTest {

  private static final UUID ADA = UUID.randomUUID();
  private static final Secret OLD = key(1);
  private static final Secret NEW = key(2);

  @Test
  void givesBackWhatItSealed() throws VaultFailure {
    Vault vault = vault(OLD);

    String stored = vault.seal(ADA, "p", "a key – ключ");

    assertThat(stored).matches("f1:[0-9a-f]{8}:[A-Za-z0-9_=-]+").doesNotContain("key");
    assertThat(vault.open(ADA, "p", stored)).isEqualTo("a key – ключ");
    assertThat(vault.seal(ADA, "p", "a key – ключ")).isNotEqualTo(stored);
  }

  @Test
  void refusesATokenOfAnotherRowOrPurpose() {
    String stored = vault(OLD).seal(ADA, "p", "secret");

    refuses(vault(OLD), UUID.randomUUID(), "p", stored);
    refuses(vault(OLD), ADA, "q", stored);
  }

  @Test
  void refusesEveryTamperedToken() {
    String stored = vault(OLD).seal(ADA, "p", "secret");

    for (int i = 0; i < stored.length(); i++) {
      char other = stored.charAt(i) == 'A' ? 'B' : 'A';
      refuses(vault(OLD), ADA, "p", stored.substring(0, i) + other + stored.substring(i + 1));
    }
    String[] parts = stored.split(":");
    for (String odd :
        List.of(
            "",
            "f1:",
            "f1::",
            "f1:" + parts[1] + ":",
            parts[2],
            "f2:" + parts[1] + ":" + parts[2])) {
      refuses(vault(OLD), ADA, "p", odd);
    }
  }

  @Test
  void readsWithOlderKeysAndSealsWithTheNewest() throws VaultFailure {
    String old = vault(OLD).seal(ADA, "p", "secret");
    Vault rotated = vault(NEW, OLD);

    assertThat(rotated.open(ADA, "p", old)).isEqualTo("secret");
    assertThat(old).doesNotStartWith(rotated.currentPrefix());
    assertThat(rotated.seal(ADA, "p", "secret")).startsWith(rotated.currentPrefix());
    assertThat(rotated.keyIds()).containsExactly(id(vault(NEW)), id(vault(OLD)));
    refuses(vault(NEW), ADA, "p", old);
  }

  @Test
  void findsValuesByTheTagsOfAllKeys() {
    List<String> tags = vault(NEW, OLD).tags("id", "key-1");

    assertThat(tags).hasSize(2).contains(vault(OLD).tags("id", "key-1").getFirst());
    assertThat(vault(OLD).tags("id", "key-2")).doesNotContainAnyElementsOf(tags);
    assertThat(vault(OLD).tags("other", "key-1")).doesNotContainAnyElementsOf(tags);
  }

  @Test
  void hidesKeys() {
    assertThat(OLD.toString()).isEqualTo("Secret[hidden]");
  }

  private static void refuses(Vault vault, UUID owner, String purpose, String stored) {
    assertThatThrownBy(() -> vault.open(owner, purpose, stored))
        .isExactlyInstanceOf(VaultFailure.class)
        .hasMessage(new VaultFailure().getMessage())
        .hasNoCause();
  }

  private static String id(Vault vault) {
    return vault.keyIds().getFirst();
  }

  private static Vault vault(Secret... keys) {
    return new Vault(List.of(keys), Clock.systemUTC(), new SecureRandom());
  }

  private static Secret key(int seed) {
    byte[] bytes = new byte[32];
    new java.util.Random(seed).nextBytes(bytes);
    return new Secret(bytes);
  }
}
