package io.positionstream.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.credentials.CredentialsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCredentialsTest {

  @TempDir Path home;

  private Optional<String> passwordFile = Optional.empty();

  @Test
  void aPasswordThatChangesInItsFileIsUsedForTheNextConnection() throws IOException {
    Path file = Files.writeString(home.resolve("url"), "postgresql://ada:first@h/db");
    CredentialsProvider credentials = credentials(false, Optional.of(file.toString()));
    assertThat(credentials.getCredentials("database")).isEqualTo(user("ada", "first"));

    Files.writeString(file, "postgresql://grace:second@h/db\n");

    assertThat(credentials.getCredentialsAsync("database").await().indefinitely())
        .isEqualTo(user("grace", "second"));
  }

  @Test
  void theEmbeddedDatabaseHasAPasswordOfItsOwn() throws IOException {
    Path folder = Files.createDirectories(home.resolve("postgres"));
    new DatabasePassword(folder).keep("made-at-the-first-start");

    assertThat(credentials(true, Optional.empty()).getCredentials("database"))
        .isEqualTo(user("postgres", "made-at-the-first-start"));
  }

  private CredentialsProvider credentials(boolean embedded, Optional<String> urlFile) {
    return new DatabaseCredentials(config(embedded, urlFile), () -> home);
  }

  @Test
  void aPasswordBesideTheAddressIsReadAnewToo() throws IOException {
    Path url = Files.writeString(home.resolve("url"), "postgresql://h/db");
    passwordFile = Optional.of(Files.writeString(home.resolve("password"), "a/b@c\n").toString());
    CredentialsProvider credentials = credentials(false, Optional.of(url.toString()));
    assertThat(credentials.getCredentials("database")).isEqualTo(user("grace", "a/b@c"));

    Files.writeString(home.resolve("password"), "second");

    assertThat(credentials.getCredentials("database")).isEqualTo(user("grace", "second"));
  }

  private static Map<String, String> user(String name, String password) {
    return Map.of("user", name, "password", password);
  }

  private DatabaseConfig config(boolean embedded, Optional<String> urlFile) {
    return new DatabaseConfig() {
      @Override
      public Optional<String> url() {
        return Optional.empty();
      }

      @Override
      public Optional<String> urlFile() {
        return urlFile;
      }

      @Override
      public Optional<String> user() {
        return passwordFile.map(file -> "grace");
      }

      @Override
      public Optional<String> password() {
        return Optional.empty();
      }

      @Override
      public Optional<String> passwordFile() {
        return passwordFile;
      }

      @Override
      public boolean embedded() {
        return embedded;
      }

      @Override
      public OptionalInt embeddedPort() {
        return OptionalInt.empty();
      }

      @Override
      public boolean keep() {
        return true;
      }
    };
  }
}
