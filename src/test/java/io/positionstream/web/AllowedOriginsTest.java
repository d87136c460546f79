package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

  @Test
  void allowsWhatIsListedAndNothingLikeIt() {
    AllowedOrigins origins =
        new AllowedOrigins(Optional.of(Set.of("https://app.example.org", "http://localhost:5173")));

    assertThat(origins.allows("https://app.example.org")).isTrue();
    assertThat(origins.allows("http://localhost:5173")).isTrue();
    assertThat(origins.allows("http://app.example.org")).isFalse();
    assertThat(origins.allows("https://app.example.org:444")).isFalse();
    assertThat(origins.allows("https://app.example.org.evil.example")).isFalse();
    assertThat(origins.allows("null")).isFalse();
    assertThat(origins.allows(null)).isFalse();
  }

  @Test
  void allowsNobodyByDefault() {
    assertThat(new AllowedOrigins(Optional.empty()).allows("https://app.example.org")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "https://*", "app.example.org", "https://a.example/", "null", "ftp://a"})
  void refusesToStartWithWhatIsNoOrigin(String text) {
    assertThatThrownBy(() -> new AllowedOrigins(Optional.of(Set.of(text))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CORS_ORIGINS");
  }
}
