package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of the Fernet specification. */
class FernetTest {

  @ParameterizedTest
  @MethodSource("generate")
  void makesTheTokensOfTheSpecification(JsonNode vector) {
    byte[] iv = new byte[16];
    for (int i = 0; i < iv.length; i++) {
      iv[i] = (byte) vector.get("iv").get(i).asInt();
    }

    String token =
        fernet(vector)
            .encrypt(vector.get("src").asText().getBytes(StandardCharsets.UTF_8), now(vector), iv);

    assertThat(token).isEqualTo(vector.get("token").asText());
  }

  @ParameterizedTest
  @MethodSource("verify")
  void readsTheTokensOfTheSpecification(JsonNode vector) throws VaultFailure {
    byte[] plain = fernet(vector).decrypt(vector.get("token").asText(), now(vector), ttl(vector));

    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(vector.get("src").asText());
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesAllInvalidTokensAlike(JsonNode vector) {
    assertThatThrownBy(
            () -> fernet(vector).decrypt(vector.get("token").asText(), now(vector), ttl(vector)))
        .isInstanceOf(VaultFailure.class)
        .hasMessage(new VaultFailure().getMessage());
  }

  @Test
  void keepsTokensWithoutATimeToLiveForEver() throws Exception {
    JsonNode vector = verify().findFirst().orElseThrow();

    byte[] plain =
        fernet(vector)
            .decrypt(
                vector.get("token").asText(),
                Instant.parse("2099-01-01T00:00:00Z"),
                Optional.empty());

    assertThat(plain).isNotEmpty();
  }

  static Stream<JsonNode> generate() throws IOException {
    return vectors("generate");
  }

  static Stream<JsonNode> verify() {
    try {
      return vectors("verify");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> invalid() throws IOException {
    return vectors("invalid");
  }

  private static Stream<JsonNode> vectors(String name) throws IOException {
    JsonNode all =
        new ObjectMapper()
            .readTree(FernetTest.class.getResourceAsStream("/fernet/" + name + ".json"));
    return StreamSupport.stream(all.spliterator(), false);
  }

  private static Fernet fernet(JsonNode vector) {
    return new Fernet(new Secret(Base64.getUrlDecoder().decode(vector.get("secret").asText())));
  }

  private static Instant now(JsonNode vector) {
    return OffsetDateTime.parse(vector.get("now").asText()).toInstant();
  }

  private static Optional<Duration> ttl(JsonNode vector) {
    return Optional.of(Duration.ofSeconds(vector.get("ttl_sec").asLong()));
  }
}
